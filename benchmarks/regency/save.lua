-- Each thread is a clerk with a session of their own who saves one request after another.
-- COOKIES and TOKENS hold a line for each clerk.
local threads = {}

local function line(text, number)
  local at = 0
  for found in text:gmatch("[^\n]+") do
    at = at + 1
    if at == number then return found end
  end
end

function setup(thread)
  table.insert(threads, thread)
  thread:set("clerk", #threads)
end

function init()
  served, refused = 0, 0
  wrk.method = "POST"
  wrk.headers["Cookie"] = line(os.getenv("COOKIES"), clerk)
  wrk.headers["X-CSRFToken"] = line(os.getenv("TOKENS"), clerk)
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
end

function request()
  local fields = "service=layanan-0&people=1&is_complete=on&deed=save&applicant=Warga+%d+%d"
  return wrk.format(nil, nil, nil, fields:format(clerk, served))
end

function response(status)
  -- Kept requests lead to their receipt; a page with errors would come as 200.
  if status == 302 then served = served + 1 else refused = refused + 1 end
end

function done(summary, latency)
  local errors = summary.errors
  local bad = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  local most, least = 0, math.huge
  for _, thread in ipairs(threads) do
    local own = thread:get("served")
    bad = bad + thread:get("refused")
    most, least = math.max(most, own), math.min(least, own)
  end
  io.write(string.format(
    '{"count": %d, "seconds": %.3f, "p50": %.1f, "p95": %.1f, "p99": %.1f, "bad": %d, "most": %d, "least": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, latency:percentile(99) / 1000, bad, most, least))
end
