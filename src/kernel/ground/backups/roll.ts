import { subDays } from 'date-fns/subDays'

/** `waybill-2026-11-03T11-00-00Z.dump`; in UTC, so that names sort by time. Pure. */
export function backupName(at: Date, ending: string): string {
  return `waybill-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.${ending}`
}

/** The backups among the names of files that are older than so many days. The newest one always stays. Pure. */
export function outlived(names: readonly string[], now: Date, days: number): readonly string[] {
  const oldest = backupName(subDays(now, days), '')
  const ours = names.filter(name => /^waybill-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.(dump|tar\.gz)$/.test(name)).sort()
  return ours.slice(0, -1).filter(name => name < oldest)
}
