import { document } from '../document.ts'

/** How many orders a search finds, without a limit. */
export const COUNT_ORDERS = document<
  { ordersCount: { count: number; precision: string } | null },
  { query: string }
>(`query CountOrders($query: String!) {
  ordersCount(query: $query, limit: null) { count precision }
}`)
