-- RE: what the networks say of the posts of the month, account by account. Nothing is added across networks.
WITH
published AS (
    SELECT posts.*
    FROM posts JOIN accounts ON posts.account = accounts.id
    WHERE NOT posts.is_reply AND COALESCE(posts.format, '') <> 'story'
      AND posts.of_month = (SELECT month FROM asked)
),
-- One measure of displays for a whole account: the first that any of its posts gives.
measured AS (
    SELECT account,
           CASE
               WHEN network IN ('linkedin', 'x') THEN 'impressions'
               WHEN network IN ('youtube', 'tiktok', 'peertube', 'threads') THEN 'views'
               WHEN COUNT(views) > 0 THEN 'views'
               WHEN COUNT(impressions) > 0 THEN 'impressions'
               ELSE 'reach'
           END AS measure
    FROM published GROUP BY account, network
),
shown AS (
    SELECT published.account, published.interactions_given AS interactions,
           CASE measured.measure
               WHEN 'views' THEN published.views
               WHEN 'impressions' THEN published.impressions
               ELSE published.reach
           END AS displays
    FROM published JOIN measured ON measured.account = published.account
)
SELECT 'RE3' AS code, account AS about, CAST(COUNT(*) AS DOUBLE) AS value, COUNT(*) AS n FROM shown GROUP BY account
UNION ALL
SELECT 'RE4', account, CAST(SUM(displays) AS DOUBLE), COUNT(*) FROM shown GROUP BY account
UNION ALL
SELECT 'RE5', account, CAST(SUM(interactions) AS DOUBLE), COUNT(*) FROM shown GROUP BY account
UNION ALL
SELECT 'RE6', account, CAST(SUM(interactions) AS DOUBLE) / SUM(displays), SUM(displays)
FROM shown WHERE displays IS NOT NULL AND interactions IS NOT NULL GROUP BY account
