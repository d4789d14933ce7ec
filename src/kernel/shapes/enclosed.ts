/** What goes along with a card that is sent out of our hands: papers, and lines that only its supplier may have there. */
export type Enclosed = {
  files: readonly { name: string; type: string; bytes: Uint8Array }[]
  /** Where it ships to and how to reach the customer, a line each; null where the supplier's setting keeps it back. */
  shipTo: readonly string[] | null
}

/** Makes what goes along with a card; null for a card that nothing goes along with. That an address left is recorded. */
export type Enclose = (
  card: { kind: string; subject: string },
  wanted: { pdf: boolean; csv: boolean },
) => Promise<Enclosed | null>
