import { bySystem, command } from '../kernel/asking/command.ts'
import { carrierArg } from '../shipments/commands.ts'
import { CheckImport, checkImport } from './check-import.ts'
import { ConfirmImport, confirmImport } from './confirm-import.ts'
import { CountImport, countImport } from './count-import.ts'
import { FillImport, fillImport } from './fill-import.ts'
import { ImportTracking, importTracking } from './import-tracking.ts'
import { ReportImport, reportImport } from './report-import.ts'
import { ShowRows, showRows } from './show-rows.ts'
import { LeaveRow, leaveRow, TakeRow, takeRow } from './take-row.ts'

const byButton = { who: ['supplier', 'staff', 'system'], examples: [], hidden: true } as const

/** What can be asked of many tracking numbers at once. */
export const trackingImportCommands = {
  'tracking.import': command({
    who: ['supplier', 'staff', 'system'],
    title: 'Import tracking',
    does: 'Add many tracking numbers: pasted, or as a CSV or Excel file.',
    input: ImportTracking,
    args: {
      rows: {
        kind: 'long',
        label: 'A parcel a line',
        help: '1042-A 1Z999AA10123456784, in any order, or copied from a spreadsheet.',
      },
      files: { kind: 'files', label: 'Or a file', help: 'CSV or Excel, with or without headings.' },
      carrier: {
        ...carrierArg,
        help: 'Only for numbers that several carriers could have.',
      },
    },
    asksFor: said => ('rows' in said || 'files' in said ? [] : ['rows']),
    examples: ['/tracking import', '/tracking import 1042-A 1Z999AA10123456784 1043-A RX123456785CN'],
    run: importTracking,
  }),
  'tracking.import-confirm': command({
    ...byButton,
    title: 'Add parcels',
    does: 'Add the parcels of a list of tracking numbers.',
    input: ConfirmImport,
    args: {},
    run: confirmImport,
  }),
  'tracking.import-check': command({
    ...byButton,
    title: 'Check again',
    does: 'Check again what a list of tracking numbers has left.',
    input: CheckImport,
    args: { carrier: { kind: carrierArg.kind, label: 'Carrier', help: 'Of the numbers that several could have.' } },
    run: checkImport,
  }),
  'tracking.import-rows': command({
    ...byButton,
    title: 'Show rows',
    does: 'Show the rows of a list of tracking numbers.',
    input: ShowRows,
    args: {},
    run: showRows,
  }),
  'tracking.import-take': command({
    ...byButton,
    title: 'Add a parcel',
    does: 'Add one parcel of a list that was confirmed.',
    input: TakeRow,
    args: {},
    run: takeRow,
  }),
  'tracking.import-report': command({
    ...byButton,
    title: 'Report a list',
    does: 'Say what became of each row of a list of tracking numbers.',
    input: ReportImport,
    args: {},
    run: reportImport,
  }),
  'tracking.import-fill': command({
    ...bySystem,
    title: 'Fill a list',
    does: 'Keep what was read of files of tracking numbers.',
    input: FillImport,
    run: fillImport,
  }),
  'tracking.import-leave': command({
    ...bySystem,
    title: 'Leave a row',
    does: 'Note why a row was not added.',
    input: LeaveRow,
    run: leaveRow,
  }),
  'tracking.import-count': command({
    ...bySystem,
    title: 'Count a list',
    does: 'Count how much of a list is added.',
    input: CountImport,
    run: countImport,
  }),
}
