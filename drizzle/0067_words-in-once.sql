-- The same words as before. A function in SQL is read and planned anew by each statement that touches an index over it,
-- which cost more than the rest of it; one in PL/pgSQL once a session.
CREATE OR REPLACE FUNCTION "words_in"("said" text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
DECLARE
  folded text := translate(
    replace(replace(lower(regexp_replace(normalize(coalesce(said, ''), NFKD), '[\u0300-\u036f]+', '', 'g')), 'ß', 'ss'), 'æ', 'ae'),
    'øłđı’–—·', 'oldi    ');
  words text[] := array_remove(regexp_split_to_array(folded, '[\s!-/:-@[-`{-~]+'), '');
BEGIN
  IF length(folded) > 100 THEN
    words := ARRAY(SELECT left(word, 100) FROM unnest(words) AS word);
  END IF;
  RETURN array_to_tsvector(words);
END
$$;
