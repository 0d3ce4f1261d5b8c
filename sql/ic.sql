-- IC: hours of the month by family, then by step. Values: seconds.
WITH
spent AS (SELECT * FROM hours WHERE of_month = (SELECT month FROM asked)),
coded AS (
    SELECT CASE family
               WHEN 'visible' THEN 'IC1'
               WHEN 'upstream' THEN 'IC2'
               WHEN 'downstream' THEN 'IC3'
               WHEN 'common' THEN 'IC4'
               ELSE 'IC6'
           END AS code,
           seconds, head
    FROM spent
)
SELECT code, '' AS about, CAST(SUM(seconds) AS DOUBLE) AS value, COUNT(CASE WHEN head THEN 1 END) AS n
FROM coded GROUP BY code
UNION ALL
SELECT 'IC5', '', CAST(COALESCE(SUM(seconds), 0) AS DOUBLE), COUNT(CASE WHEN head THEN 1 END) FROM spent
UNION ALL
SELECT 'IC8', step, CAST(SUM(seconds) AS DOUBLE), COUNT(CASE WHEN head THEN 1 END)
FROM spent WHERE step IS NOT NULL GROUP BY step
