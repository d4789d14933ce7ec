// Loaded before Waybill: its wall clock jumps by minutes, forth or back, whenever the process is sent SIGWINCH. The first
// jumps ahead, and the next comes back.
const RealDate = Date
const realNow = Date.now.bind(Date)
const JUMP = 150_000
let ahead = 0
const jumping = () => realNow() + ahead

class JumpingDate extends RealDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(jumping())
    else super(...(given as [number]))
  }
  static override now = jumping
}
globalThis.Date = JumpingDate as DateConstructor
process.on('SIGWINCH', () => {
  ahead = ahead === 0 ? JUMP : 0
})
