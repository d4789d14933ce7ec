import type { Context } from 'hono'
import { unknownIn, wrong } from './answer.ts'
import type { FakeOrder, Json, Shop } from './shop.ts'

const KNOWN = ['page', 'per_page', 'orderby', 'order', 'status', 'status[]', 'after', 'before', 'modified_after']
const ALSO = ['modified_before', 'dates_are_gmt', '_fields', 'consumer_key', 'consumer_secret', 'rest_route']
/** WordPress's `any` leaves out what is in the trash, and carts. */
const HIDDEN = ['trash', 'auto-draft']

/** `GET orders`: filtered, sorted and paged, dates in the site's own time unless they are said to be UTC. */
export function listOrders(c: Context, shop: Shop): Response {
  const query = c.req.query()
  const unknown = unknownIn(query, [...KNOWN, ...ALSO])
  if (unknown.length > 0) return wrong(c, 400, 'fake_unknown_parameter', unknown.join(', '))
  const perPage = Number(query.per_page ?? 10)
  const page = Number(query.page ?? 1)
  if (!(perPage >= 1 && perPage <= 100)) return wrong(c, 400, 'rest_invalid_param', 'Invalid parameter(s): per_page')
  for (const name of ['after', 'before', 'modified_after', 'modified_before'])
    if (query[name] !== undefined && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(query[name] ?? ''))
      return wrong(c, 400, 'rest_invalid_param', `Invalid parameter(s): ${name}`)
  const statuses = c.req.queries('status[]') ?? (query.status ?? 'any').split(',')
  const utc = query.dates_are_gmt === 'true'
  const fits = ({ status }: FakeOrder) =>
    statuses.includes(status) || (statuses.includes('any') && !HIDDEN.includes(status))
  const within = (order: FakeOrder, field: 'created' | 'modified', after?: string, before?: string) => {
    const at = String(order[`date_${field}${utc ? '_gmt' : ''}`])
    return (!after || at > after) && (!before || at < before)
  }
  const { modified_after, modified_before } = shop.setup.ignoresModified ? {} : (query as Record<string, string>)
  const found = [...shop.orders.values()]
    .filter(fits)
    .filter(order => within(order, 'created', query.after, query.before))
    .filter(order => within(order, 'modified', modified_after, modified_before))
    .sort(byField(query.orderby ?? 'date', query.order ?? 'desc'))
  const shown = found.slice((page - 1) * perPage, page * perPage).map(order => only(order, query._fields))
  c.header('X-WP-Total', String(found.length))
  c.header('X-WP-TotalPages', String(Math.ceil(found.length / perPage)))
  return c.json(shown)
}

function byField(field: string, order: string) {
  const way = order === 'asc' ? 1 : -1
  const key = (one: FakeOrder) => String(one[field === 'modified' ? 'date_modified_gmt' : 'date_created_gmt'])
  return (one: FakeOrder, two: FakeOrder) =>
    way * (key(one) < key(two) ? -1 : key(one) > key(two) ? 1 : one.id - two.id)
}

function only(order: FakeOrder, fields: string | undefined): Json {
  if (!fields) return order
  return Object.fromEntries(fields.split(',').map(name => [name, order[name]]))
}
