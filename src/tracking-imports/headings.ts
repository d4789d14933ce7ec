import { plain } from '../kernel/words/plain.ts'

/** What is read of a table of tracking numbers. */
export type TrackingColumn = 'purchaseOrder' | 'number' | 'carrier' | 'pieces' | 'sku' | 'quantity'

/** What suppliers call each column; where several of a kind are there, the first of this list counts. */
const CALLED: Readonly<Record<TrackingColumn, readonly string[]>> = {
  purchaseOrder: [
    ...[
      'purchase order',
      'purchase order number',
      'purchase order no',
      'po',
      'po number',
      'po no',
      'ponumber',
      '采购单号',
    ],
    ...[
      '采购单',
      '採購單號',
      '採購單',
      'order',
      'order number',
      'order no',
      'order id',
      'orders',
      'bestellung',
      'bestellnummer',
    ],
    ...[
      'auftrag',
      'auftragsnummer',
      'commande',
      'numéro de commande',
      'pedido',
      'número de pedido',
      'ordine',
      '订单号',
      '订单',
    ],
    ...[
      '訂單號',
      '訂單',
      '注文番号',
      '注文',
      '주문번호',
      '주문',
      'заказ',
      'номер заказа',
      'sipariş',
      'reference',
      'your reference',
    ],
  ],
  number: [
    ...['tracking number', 'tracking', 'tracking no', 'tracking id', 'tracking code', 'trackingnumber', 'waybill'],
    ...['waybill number', 'waybill no', 'awb', 'consignment', 'consignment number', 'parcel number', 'sendungsnummer'],
    ...[
      'trackingnummer',
      'paketnummer',
      'numéro de suivi',
      'suivi',
      'número de seguimiento',
      'seguimiento',
      'tracking ordine',
    ],
    ...[
      '运单号',
      '快递单号',
      '物流单号',
      '物流跟踪号',
      '跟踪号',
      '追踪号',
      '單號',
      '单号',
      '追蹤號',
      '追跡番号',
      'お問い合わせ番号',
    ],
    ...['송장번호', '운송장번호', 'трек номер', 'номер отслеживания', 'takip numarası'],
  ],
  carrier: [
    ...[
      'carrier',
      'courier',
      'shipping company',
      'shipped via',
      'shipping carrier',
      'versender',
      'paketdienst',
      'transporteur',
    ],
    ...[
      'transportista',
      'corriere',
      '物流公司',
      '快递公司',
      '承运商',
      '物流商',
      '快遞公司',
      '配送業者',
      '택배사',
      'перевозчик',
      'kargo',
    ],
  ],
  pieces: [
    'contents',
    'what is inside',
    'inside',
    'items',
    'pieces',
    'inhalt',
    'contenu',
    'contenido',
    '内容',
    '包裹内容',
  ],
  sku: ['sku', 'item sku', 'product sku', 'artikelnummer', 'référence', '商品编码', '商品編碼', '型号'],
  quantity: [
    'quantity',
    'qty',
    'pcs',
    'menge',
    'anzahl',
    'quantité',
    'cantidad',
    'quantità',
    '数量',
    '數量',
    '수량',
    'количество',
  ],
}

const COLUMNS = Object.keys(CALLED) as readonly TrackingColumn[]

/** Which column stands where, counted from 0; null of a row that does not name both an order and a number. */
export function readHeadings(cells: readonly string[]): Partial<Record<TrackingColumn, number>> | null {
  const names = cells.map(fold)
  const found: Partial<Record<TrackingColumn, number>> = {}
  for (const column of COLUMNS) {
    const name = CALLED[column].find(called => names.includes(fold(called)))
    if (name !== undefined) found[column] = names.indexOf(fold(name))
  }
  return found.purchaseOrder !== undefined && found.number !== undefined ? found : null
}

/** Case, accents and signs do not matter: `PO #`, `Tracking-No.` */
function fold(text: string): string {
  return plain(text)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replaceAll(/\p{M}/gu, '')
    .trim()
}
