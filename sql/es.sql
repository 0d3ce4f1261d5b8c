-- ES: the key figures that need no calendar. Values: seconds, counts, shares.
WITH
spent AS (SELECT * FROM hours WHERE of_month = (SELECT month FROM asked)),
published AS (
    SELECT posts.*
    FROM posts JOIN accounts ON posts.account = accounts.id
    WHERE NOT posts.is_reply AND COALESCE(posts.format, '') <> 'story'
),
of_month AS (SELECT * FROM published WHERE of_month = (SELECT month FROM asked)),
-- Contents first published in the month, with all their hours.
firsts AS (
    SELECT content FROM published
    GROUP BY content
    HAVING MIN(of_month) = (SELECT month FROM asked)
),
timed AS (
    SELECT firsts.content, SUM(hours.seconds) AS seconds
    FROM firsts JOIN hours ON hours.content = firsts.content
    GROUP BY firsts.content
)
SELECT 'ES1' AS code, '' AS about,
       CAST(COALESCE(SUM(seconds), 0) AS DOUBLE) AS value,
       COUNT(CASE WHEN head THEN 1 END) AS n
FROM spent
UNION ALL
SELECT 'ES2', '', CAST(COUNT(*) AS DOUBLE), COUNT(*) FROM of_month
UNION ALL
SELECT 'ES2', 'contents', CAST(COUNT(DISTINCT content) AS DOUBLE), COUNT(*) FROM of_month
UNION ALL
SELECT 'ES3', 'median', CAST(PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY seconds) AS DOUBLE), COUNT(*) FROM timed
UNION ALL
SELECT 'ES4', '',
       CAST(SUM(CASE WHEN family IN ('upstream', 'downstream', 'common') THEN seconds ELSE 0 END) AS DOUBLE) / SUM(seconds),
       COUNT(CASE WHEN head THEN 1 END)
FROM spent
