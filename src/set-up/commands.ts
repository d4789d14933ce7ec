import { command } from '../kernel/asking/command.ts'
import { storeArg } from '../stores/commands.ts'
import { aListedSku, aSupplierRoom } from '../suppliers/arguments.ts'
import { supplierArg } from '../suppliers/commands.ts'
import { ExportSuppliers, exportSuppliers } from './export-suppliers.ts'
import { ImportSuppliers, importSuppliers } from './import-suppliers.ts'
import { RemoveRoom, removeRoom } from './remove-room.ts'
import { RemoveSkus, removeSkus } from './remove-skus.ts'
import { RemoveStore, removeStore } from './remove-store.ts'
import { RemoveSupplier, removeSupplier } from './remove-supplier.ts'
import { RenameSku, renameSku } from './rename-sku.ts'
import { RenameStore, renameStore } from './rename-store.ts'
import { RenameSupplier, renameSupplier } from './rename-supplier.ts'
import { WithdrawAll, withdrawAll } from './withdraw-all.ts'

const who = ['staff', 'system'] as const
const newName = { kind: 'text', label: 'New name', help: 'What it is called from now on.' } as const

/** How what was set up is undone or renamed: each shows what it affects, and its button does it. */
export const setUpCommands = {
  'supplier.rename': command({
    who,
    title: 'Rename a supplier',
    does: 'Give a supplier another name. Its records stay.',
    input: RenameSupplier,
    args: { supplier: supplierArg, name: newName },
    examples: ['/supplier rename "Lumen Works" "Lumen & Co"'],
    run: renameSupplier,
  }),
  'supplier.remove': command({
    who,
    title: 'Remove a supplier',
    does: 'Remove a supplier that has nothing left to ship. Its records stay.',
    input: RemoveSupplier,
    args: { supplier: supplierArg },
    examples: ['/supplier remove "Lumen Works"'],
    run: removeSupplier,
  }),
  'supplier.withdraw': command({
    who,
    title: 'Withdraw all',
    does: 'Take back all that a supplier has not shipped; it can go elsewhere.',
    input: WithdrawAll,
    args: { supplier: supplierArg },
    examples: ['/supplier withdraw "Lumen Works"'],
    run: withdrawAll,
  }),
  'supplier.remove-room': command({
    who,
    title: 'Remove a room',
    does: 'Stop posting in a supplier’s room. What it shows stays.',
    input: RemoveRoom,
    args: { supplier: supplierArg, room: { kind: aSupplierRoom, label: 'Room', help: 'A room of that supplier.' } },
    examples: ['/supplier remove-room "Lumen Works" #lumen-works'],
    run: removeRoom,
  }),
  'supplier.remove-sku': command({
    who,
    title: 'Take SKUs away',
    does: 'Say which SKUs a supplier no longer supplies.',
    input: RemoveSkus,
    args: { supplier: supplierArg, skus: { kind: 'long', label: 'SKUs', help: 'By commas or lines; or: all.' } },
    examples: ['/supplier remove-sku "Lumen Works" LAMP-OAK, LAMP-ASH', '/supplier remove-sku "Lumen Works" all'],
    run: removeSkus,
  }),
  'supplier.rename-sku': command({
    who,
    title: 'Rename a SKU',
    does: 'Have a supplier supply a SKU under another name.',
    input: RenameSku,
    args: {
      supplier: supplierArg,
      sku: { kind: aListedSku, label: 'SKU', help: 'One that it lists.' },
      to: { kind: 'text', label: 'New SKU', help: 'As orders have it.' },
    },
    examples: ['/supplier rename-sku "Lumen Works" LAMP-OAK LAMP-OAK-2'],
    run: renameSku,
  }),
  'supplier.import': command({
    who,
    title: 'Import suppliers',
    does: 'Add suppliers and SKUs from CSV; each row is shown first.',
    input: ImportSuppliers,
    args: {
      rows: {
        kind: 'long',
        label: 'Rows',
        help: 'The first names the columns: Supplier, SKU, Time zone, Ships within (hours).',
      },
      files: { kind: 'files', label: 'Or a file', help: 'CSV, such as /supplier export makes.' },
    },
    asksFor: said => ('rows' in said || 'files' in said ? [] : ['rows']),
    examples: ['/supplier import'],
    run: importSuppliers,
  }),
  'supplier.export': command({
    who,
    title: 'Export suppliers',
    does: 'Take suppliers and SKUs out as CSV.',
    input: ExportSuppliers,
    args: { supplier: supplierArg },
    examples: ['/supplier export', '/supplier export "Lumen Works"'],
    privately: true,
    run: exportSuppliers,
  }),
  'store.rename': command({
    who,
    title: 'Rename a store',
    does: 'Call a store by another name here.',
    input: RenameStore,
    args: { store: storeArg, name: newName },
    examples: ['/store rename "Sample Shop" "Lamp Shop"'],
    run: renameStore,
  }),
  'store.remove': command({
    who,
    title: 'Remove a store',
    does: 'Disconnect a store and take it off every list. Its orders stay.',
    input: RemoveStore,
    args: { store: storeArg },
    examples: ['/store remove "Sample Shop"'],
    run: removeStore,
  }),
}
