-- wrk tells its figures as one line of JSON; times in milliseconds.
done = function(summary, latency, requests)
  local errors = summary.errors
  local bad = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '{"count": %d, "seconds": %.3f, "p50": %.1f, "p95": %.1f, "p99": %.1f, "bad": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, latency:percentile(99) / 1000, bad))
end
