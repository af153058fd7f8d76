-- The same as by_hand.sql, as someone would write it for PostgreSQL.

SELECT EXTRACT(QUARTER FROM r.counted_on),
  COUNT(*) FILTER (WHERE r.punctuality IN ('on_time', 'late') OR (r.punctuality = 'running' AND r.counted_on < %(as_of)s)),
  COUNT(*) FILTER (WHERE r.punctuality = 'on_time'),
  COUNT(*) FILTER (WHERE r.punctuality = 'late' OR (r.punctuality = 'running' AND r.counted_on < %(as_of)s)),
  COUNT(*) FILTER (WHERE r.punctuality = 'unknown'),
  COUNT(*) FILTER (WHERE r.punctuality = 'on_time' AND r.id NOT IN (
    SELECT c.request_id FROM services_complaint c
    WHERE c.request_id IS NOT NULL AND c.finding = 'justified' AND c.received_on < %(days_ago)s
      AND (c.resolved_on IS NULL OR c.days_open > 14)))
FROM services_servicerequest r
JOIN services_service s ON s.id = r.service_id
WHERE r.org_unit_id = %(office)s AND r.counted_on BETWEEN %(first)s AND %(last)s
  AND s.kind IN ('licence', 'non_licence', 'civil_registration', 'recommendation', 'legalisation', 'land_deed', 'data')
GROUP BY 1;

SELECT EXTRACT(QUARTER FROM r.received_at AT TIME ZONE 'Asia/Jakarta'), COUNT(*), SUM(r.people)
FROM services_servicerequest r
JOIN services_service s ON s.id = r.service_id
WHERE r.org_unit_id = %(office)s AND r.received_at >= %(begins)s AND r.received_at < %(ends)s
  AND s.kind IN ('licence', 'non_licence', 'civil_registration', 'recommendation', 'legalisation', 'land_deed', 'data')
GROUP BY 1;

SELECT r.service_id, EXTRACT(QUARTER FROM r.counted_on),
  COUNT(*) FILTER (WHERE r.punctuality IN ('on_time', 'late') OR (r.punctuality = 'running' AND r.counted_on < %(as_of)s)),
  COUNT(*) FILTER (WHERE r.punctuality = 'on_time')
FROM services_servicerequest r
WHERE r.org_unit_id = %(office)s AND r.counted_on BETWEEN %(first)s AND %(last)s
GROUP BY 1, 2;

SELECT EXTRACT(QUARTER FROM c.received_on), COUNT(*)
FROM services_complaint c
WHERE c.org_unit_id = %(office)s AND c.received_on BETWEEN %(first)s AND %(last)s
GROUP BY 1;

SELECT EXTRACT(QUARTER FROM c.resolved_on), COUNT(*)
FROM services_complaint c
WHERE c.org_unit_id = %(office)s AND c.resolved_on BETWEEN %(first)s AND %(last)s
GROUP BY 1;

SELECT EXTRACT(QUARTER FROM f.happened_at AT TIME ZONE 'Asia/Jakarta'), COUNT(*)
FROM services_returnedfile f
WHERE f.org_unit_id = %(office)s AND f.happened_at >= %(begins)s AND f.happened_at < %(ends)s
GROUP BY 1;

SELECT EXTRACT(QUARTER FROM r.filled_on), COUNT(*),
  SUM(r.persyaratan), COUNT(r.persyaratan), SUM(r.prosedur), COUNT(r.prosedur), SUM(r.waktu), COUNT(r.waktu),
  SUM(r.biaya), COUNT(r.biaya), SUM(r.produk), COUNT(r.produk), SUM(r.kompetensi), COUNT(r.kompetensi),
  SUM(r.perilaku), COUNT(r.perilaku), SUM(r.sarana), COUNT(r.sarana), SUM(r.pengaduan), COUNT(r.pengaduan)
FROM survey_response r
WHERE r.org_unit_id = %(office)s AND r.is_valid AND r.filled_on BETWEEN %(first)s AND %(last)s
GROUP BY 1;
