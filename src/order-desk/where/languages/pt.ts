import type { WhereWords } from '../words.ts'

export const pt: WhereWords = {
  language: 'Portuguese',
  cancelled: 'O seu pedido {order} foi cancelado.',
  preparing: 'Estamos preparando o seu pedido {order}.',
  several: 'O seu pedido {order} chega em vários pacotes.',
  rest: 'Ainda estamos preparando o restante.',
  follow: 'Pode acompanhar o envio aqui: {page}',
  order: 'O seu pedido {order}',
  first: 'O primeiro pacote do seu pedido {order}',
  nth: 'O pacote {at} de {all}',
  states: {
    problem: '{what} teve um problema no caminho ({parcel}). Estamos verificando.',
    returning: '{what} está voltando para nós ({parcel}). Estamos verificando.',
    attempted: '{what} não pôde ser entregue na primeira tentativa ({parcel}). A transportadora tentará novamente.',
    pickup: '{what} está pronto para retirada ({parcel}).',
    packed: '{what} está embalado, e a transportadora vai recolhê-lo em breve ({parcel}).',
    moving: '{what} está a caminho ({parcel}).',
    out: '{what} saiu para entrega ({parcel}).',
    delivered: '{what} foi entregue em {day} ({parcel}).',
  },
}
