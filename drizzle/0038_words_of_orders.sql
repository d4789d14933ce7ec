-- What a word is where people search, the same for what is kept and for what they type: cut at signs and spaces, without
-- case and accents. Letters that only look accented are folded by hand. No word is longer than a word of an index may be.
CREATE FUNCTION "words_in"("said" text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
  SELECT array_to_tsvector(ARRAY(
    SELECT left(word, 100) FROM regexp_split_to_table(
      translate(replace(replace(lower(regexp_replace(normalize(said, NFKD), '[\u0300-\u036f]+', '', 'g')),
        'ß', 'ss'), 'æ', 'ae'), 'øłđı’–—·', 'oldi    '),
      '[\s!-/:-@[-`{-~]+') AS word
    WHERE word <> ''))
$$;--> statement-breakpoint
CREATE FUNCTION "words_like"("said" text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg('''' || word.lexeme || '''' || CASE WHEN length(word.lexeme) > 1 THEN ':*' ELSE '' END, ' & ')::tsquery
  FROM unnest(words_in(said)) AS word
$$;--> statement-breakpoint
CREATE INDEX "order_lines_words" ON "order_lines" USING gin (words_in(coalesce("sku", '') || ' ' || coalesce("title", '')));--> statement-breakpoint
CREATE INDEX "orders_store" ON "orders" USING btree ("store_id","received_at","id");--> statement-breakpoint
CREATE INDEX "ship_tos_words" ON "ship_tos" USING gin (words_in(coalesce("name", '') || ' ' || coalesce("company", '') || ' ' || coalesce("email", '') || ' ' || coalesce("city", '')));--> statement-breakpoint
CREATE INDEX "purchase_order_lines_words" ON "purchase_order_lines" USING gin (words_in(coalesce("sku", '') || ' ' || coalesce("title", '')));--> statement-breakpoint
CREATE INDEX "purchase_orders_supplier_drafted" ON "purchase_orders" USING btree ("supplier_id","drafted_at","id");--> statement-breakpoint
CREATE INDEX "shipments_by_key" ON "shipments" USING btree ((lower("number") collate "C"));