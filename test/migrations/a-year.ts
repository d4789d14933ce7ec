/** How many orders came in over the year before `now`. */
export const ORDERS = 3_000

/**
 * A shop's year as the first version kept it: two suppliers, of each order a lamp of Lumen and, of every second, bowls of
 * Casa. All but the last 100 were delivered; of every 50th the store cancelled, every 40th was declined.
 */
export const FIRST_YEAR = `
create temp table moments as select n, now() - (${ORDERS} - n) * interval '365 days' / ${ORDERS} - interval '1 hour' as at,
  n > ${ORDERS} - 100 as fresh, n % 50 = 0 as cancelled, n % 40 = 0 as declined, n % 2 = 0 as bowls
  from generate_series(1, ${ORDERS}) as n;
create function pg_temp.key(what text, n bigint) returns uuid immutable language sql as $$
  select overlay(overlay(md5(what || n) placing '4' from 13) placing '8' from 17)::uuid $$;
insert into stores (id, kind, key, name, added_at) values
  (pg_temp.key('store', 1), 'shopify', 'lamps.example', 'Lamps', now() - interval '1 year'),
  (pg_temp.key('store', 2), 'csv', 'market', 'Market', now() - interval '1 year');
insert into suppliers (id, name, zone, ship_hours, instructions, added_at) values
  (pg_temp.key('supplier', 1), 'Lumen', 'Asia/Shanghai', 48, 'Neutral box.', now() - interval '1 year'),
  (pg_temp.key('supplier', 2), 'Casa', 'Europe/Madrid', 72, null, now() - interval '1 year');
insert into supplier_skus (sku_key, sku, supplier_id, listed_at) values
  ('lamp', 'LAMP', pg_temp.key('supplier', 1), now()), ('bowl', 'BOWL', pg_temp.key('supplier', 2), now());
insert into rooms (id, chat, channel, name, side, purpose, supplier_id, listed_at) values
  (pg_temp.key('room', 1), 'memory', 'lumen', 'lumen', 'supplier', null, pg_temp.key('supplier', 1), now()),
  (pg_temp.key('room', 2), 'memory', 'casa', 'casa', 'supplier', null, pg_temp.key('supplier', 2), now());
insert into contacts (supplier_id, chat, "user", name, added_at) values
  (pg_temp.key('supplier', 1), 'memory', 'mei', 'Mei', now()), (pg_temp.key('supplier', 2), 'memory', 'lucía', 'Lucía', now());
insert into orders (id, store_id, external_id, number, placed_at, updated_at, received_at, currency, total_minor,
    financial_status, method, cancelled_at, cancel_reason, forwarded_at)
  select pg_temp.key('order', n), pg_temp.key('store', 1 + (n % 10 = 0)::int), 'id-' || n, (1000 + n)::text, at, at, at, 'EUR',
    case when bowls then 8900 else 4900 end, 'paid', 'Standard', case when cancelled then at + interval '1 hour' end,
    case when cancelled then 'customer' end, case when not cancelled then at + interval '2 hours' end from moments;
insert into ship_tos (order_id, name, street, city, postal_code, country, phone, email)
  select pg_temp.key('order', n), 'Customer ' || n, 'Street ' || n, 'Belgrade', '11000', case when n % 3 = 0 then 'YU' else 'SE' end,
    '031 711 ' || n, 'c' || n || '@example.com' from moments;
insert into order_lines (id, order_id, external_id, position, sku, title, options, quantity, price_minor, requires_shipping)
  select pg_temp.key('lamp', n), pg_temp.key('order', n), 'l-' || n, 0, 'LAMP', 'Lamp', 'Olive', 1, 4900, true from moments
  union all select pg_temp.key('bowl', n), pg_temp.key('order', n), 'b-' || n, 1, 'BOWL', 'Bowl', null, 2, 2000, true
  from moments where bowls;
insert into purchase_orders (id, order_id, supplier_id, number, drafted_at, sent_at, ship_by, acknowledged_at, acknowledged_by,
    declined_at, declined_by, decline_reason, shipped_at, delivered_at)
  select pg_temp.key('po ' || letter, n), pg_temp.key('order', n), pg_temp.key('supplier', place), (1000 + n) || '-' || letter,
    at, at + interval '2 hours', at + interval '2 days', case when acked then at + interval '4 hours' end,
    case when acked then 'Mei' end, case when declined then at + interval '5 hours' end, case when declined then 'Mei' end,
    case when declined then 'INVENTORY_OUT_OF_STOCK' end, case when gone then at + interval '1 day' end,
    case when gone then at + interval '9 days' end
  from moments, (values ('A', 1), ('B', 2)) as parts(letter, place),
    lateral (select not fresh and not declined as gone, not declined and (not fresh or n % 4 = 0) as acked) as state
  where not cancelled and (letter = 'A' or bowls);
insert into purchase_order_lines (purchase_order_id, order_line_id, quantity)
  select po.id, line.id, line.quantity from purchase_orders po join order_lines line on line.order_id = po.order_id
    and line.sku = case when po.number like '%A' then 'LAMP' else 'BOWL' end;
insert into shipments (id, purchase_order_id, carrier, carrier_name, number, recorded_at, recorded_by)
  select gen_random_uuid(), id, 'dhl', 'DHL', 'JD01460' || translate(number, '-AB', '001'), shipped_at, 'Mei'
  from purchase_orders where shipped_at is not null;
insert into shipment_lines (shipment_id, order_line_id, quantity)
  select s.id, l.order_line_id, l.quantity from shipments s join purchase_order_lines l using (purchase_order_id);
insert into events (name, about, at, actor, data)
  select 'order.received', pg_temp.key('order', n)::text, at, '{"side": "system", "name": "Shopify"}'::jsonb, '{}'::jsonb
  from moments
  union all select 'order.cancelled', pg_temp.key('order', n)::text, at,
    case when n % 100 = 0 then '{"side": "staff", "name": "Sam"}' else '{"side": "system", "name": "Shopify"}' end::jsonb, '{}'::jsonb
  from moments where cancelled
  union all select 'purchase_order.sent', id::text, sent_at, '{"side": "staff", "name": "Sam"}'::jsonb, '{}'::jsonb
  from purchase_orders;
insert into messages (id, kind, subject, room_id, card, version, shown_version, ref, posted_at)
  select gen_random_uuid(), 'purchase-order', id::text,
    pg_temp.key('room', case when number like '%A' then 1 else 2 end),
    jsonb_build_object('title', 'Purchase order ' || number, 'audience', jsonb_build_object('supplierId', supplier_id),
      'summary', number, 'tone', 'neutral', 'facts', '[]'::jsonb, 'lines', '[]'::jsonb, 'presses', '[]'::jsonb, 'spoken', true,
      'spent', '["Acknowledge"]'::jsonb), 1, 1, number, sent_at
  from purchase_orders;
insert into outbox (room_id, message_id, state, owed_at) select room_id, id, 'sent', posted_at from messages;
insert into lanes (room_id, next_at) select id, now() from rooms;
insert into inbox (key, heard, heard_at, lease_until, done_at)
  select 'press ' || n, null, at, at, at from moments where n % 5 = 0;
insert into deliveries (source, key, heard_at) select 'shopify', 'd-' || n, at from moments;
insert into tokens (id, command, input, asks, room_id, made_at)
  values ('t1', 'order.note', '{"(along)": ["f1"]}', '[]', pg_temp.key('room', 1), now());
`

/** What the version before it knew today's names of countries kept besides: terms. */
export const WITH_TERMS = `
insert into agreements (supplier_id, version, terms, proposed_at, proposed_by, accepted_at, answered_by)
  select id, 1, '{"calendar": {"zone": "Europe/Madrid", "days": [1, 2, 3, 4, 5], "opens": "09:00", "closes": "18:00", "cutoff": null,
    "closed": []}, "acknowledge": {"amount": 8, "unit": "hours"}, "ship": {"amount": 4, "unit": "working days"},
    "rules": [{"destination": "SE, YU", "ship": {"amount": 48, "unit": "hours"}}], "scan": {"amount": 48, "unit": "hours"},
    "claim": null, "returnTo": null, "handling": null}', now(), 'Sam', now(), 'Mei' from suppliers;
`

/** And the one before parcels had deliveries of their own: returns of some orders. */
export const WITH_CASES = `
insert into cases (id, kind, number, order_id, purchase_order_id, supplier_id, opened_at, opened_by, waiting_for, closed_at)
  select gen_random_uuid(), 'return', 'R' || row_number() over (order by po.number), po.order_id, po.id,
    po.supplier_id, po.delivered_at, 'Sam', 'staff', po.delivered_at + interval '10 days'
  from purchase_orders po where po.number like '%B' and po.delivered_at is not null and right(md5(po.number), 1) in ('0', '7');
insert into returns (case_id, order_id, purchase_order_id, reason, happened, received_at, inspected_at, inspected_by)
  select id, order_id, purchase_order_id, 'unwanted', 'Changed their mind', closed_at, closed_at, 'Mei' from cases;
insert into return_lines (case_id, order_line_id, quantity, fates)
  select c.id, l.order_line_id, 2, '{"missing": 1, "sellable": 1}' from cases c
  join purchase_order_lines l using (purchase_order_id);
`

/** And the one before a store's pages: what connects the store. */
export const WITH_LINKS = `
insert into store_links (store_id, kind, address, connected_at, connected_by)
  select id, kind, 'lamps.myshopify.example', now(), 'Sam' from stores where kind = 'shopify';
`
