import type { DeclineReason } from './decline-reason.ts'

/** Pieces that come later; `until` is a day, `2026-12-20`, in the supplier's zone. */
export type Backorder = { until: string; quantity: number }
/** Pieces that a supplier said no to: they went back to routing. */
export type DeclinedPieces = { quantity: number; reason: DeclineReason; note: string | null }
