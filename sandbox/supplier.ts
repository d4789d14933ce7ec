/** A supplier, and where a chat has it. */
export type Supplier = {
  name: string
  zone: string
  skus: string
  room: { chat: string; id: string; name: string }
  people: readonly { chat: string; id: string; name: string }[]
}
