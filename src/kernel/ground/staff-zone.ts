/** Read before the clock starts, which keeps the process itself on UTC. */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The zone in which staff say and read times: that of the machine, which `TZ` sets. */
export function staffZone(): string {
  return zone
}
