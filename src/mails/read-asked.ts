/** What a customer’s mail seems to ask. It may be read wrongly: nothing follows before a person agrees. */
export type SeemsAsked = 'not_received' | 'missing' | 'wrong' | 'damaged' | 'return' | 'where' | 'other'

/** As a card says it. */
export const ASKED: Readonly<Record<SeemsAsked, string>> = {
  damaged: 'Something is damaged or broken',
  missing: 'Something is missing',
  wrong: 'Something wrong came',
  not_received: 'It says delivered, and did not come',
  return: 'To send something back',
  where: 'Where the order is',
  other: 'Something else',
}

/** How much of a mail is looked at: what people want they say first. */
const MOST = 3_000

/** The first that fits counts: who writes of a broken lamp and of sending it back has a broken lamp. */
const SIGNS: readonly (readonly [SeemsAsked, RegExp])[] = [
  [
    'not_received',
    /\b(?:says?|marked|shows?|status)\b.{0,40}\bdelivered\b|\bdelivered\b.{0,60}\b(?:not|never|nothing|didn.?t|haven.?t)\b.{0,30}\b(?:arriv|receiv|here|got|came|come)|als zugestellt|zugestellt.{0,60}nicht (?:erhalten|angekommen|da)|marqu[ée]e? comme livr|aparece (?:como )?entregad|risulta consegnat|står (?:det )?(?:som )?levererat|显示(?:已)?(?:签收|送达)/iu,
  ],
  [
    'damaged',
    /\b(?:damag\w*|broke|broken|crack\w*|shatter\w*|smash\w*|scratch\w*|dent(?:ed|s)?|torn|defect\w*|faulty|(?:doesn.?t|does not|won.?t|not|stopped) work\w*)\b|beschädigt|kaputt|defekt|zerbrochen|gerissen|zerkratzt|funktioniert nicht|endommag|cass[ée]e?\b|abîm|défectu|ne (?:marche|fonctionne) (?:pas|plus)|dañad|rot[oa]s?\b|defectuos|no funciona|danneggiat|rott[oaie]\b|difettos|non funziona|beschadigd|stuk\b|kapot|trasig|skadad|sönder|fungerar inte|ødelagt|defekt|损坏|破损|坏了|破了|不能用/iu,
  ],
  [
    'wrong',
    /\bwrong\b|\b(?:incorrect|different) (?:item|product|colou?r|size|one)|\bnot (?:what|the one) (?:i|we) ordered|\bnot as (?:described|pictured)|falsche[rnsm]?\b|anderes? (?:artikel|farbe|größe)|mauvais[e]? (?:article|produit|couleur|taille)|pas le bon|erron[ée]|equivocad|incorrect[oa]|sbagliat|verkeerd|fel (?:vara|färg|storlek|produkt|artikel)|发错|错了|不符/iu,
  ],
  [
    'missing',
    /\bmissing\b|\b(?:only|just) (?:got|received|one|1|2|two|half)\b|\bnot (?:in|inside) the (?:box|parcel|package)|\bempty (?:box|parcel|package)|\bincomplete\b|fehl(?:t|en|te|end)|unvollständig|nicht (?:dabei|enthalten)|manqu(?:e|ant|ait)|incompl[eè]t|falta(?:n|ba)?\b|manca(?:no|nte)?\b|ontbreek|ontbrekt|saknas|mangler|少了|缺少|漏发/iu,
  ],
  [
    'return',
    /\b(?:return|send (?:it|them|this|these) back|refund|money back|exchange|withdraw|change(?:d)? my mind|(?:doesn.?t|does not|too (?:small|big|large)|not) fit)\w*|zurück(?:schicken|senden|geben)|rücksend|rückgabe|retoure|widerruf|umtausch|retourn|renvoyer|rembours|rétract|devol(?:ver|ución)|reembols|restituir|reso\b|rimborso|retour|terugsturen|returner|skicka tillbaka|ångra|退货|退款|换货/iu,
  ],
  [
    'where',
    /\bwhere(?:.s| is| are)?\b.{0,40}\b(?:order|parcel|package|item|delivery|it|they|lamp)|\b(?:not|n.?t|never|still) (?:yet )?(?:arriv|receiv|got|come|came|here|shipped|been delivered|been shipped)|\bwhen (?:will|does|is|can)\b.{0,60}\b(?:arriv|ship|deliver|come|get|receiv)|\btrack(?:ing)?\b|\b(?:late|delay\w*|waiting)\b|wo (?:ist|bleibt)|wann (?:kommt|wird)|noch nicht (?:erhalten|angekommen|da)|sendungs|lieferung|où est|quand (?:est-ce|vais|arrive|sera)|pas (?:encore )?(?:reçu|arriv)|suivi|dónde está|cuándo (?:llega|recib)|no (?:ha llegado|he recibido)|dov.?è|quando (?:arriva|riceverò)|non (?:è arrivat|ho ricevut)|waar (?:is|blijft)|nog niet (?:ontvangen|binnen)|var är|när kommer|inte (?:fått|kommit|mottagit)|hvor er|在哪|什么时候|没收到|还没(?:有)?收到|物流/iu,
  ],
]

/** Reads what is new in a mail, and its subject. Pure. */
export function readAsked({ subject, text }: { subject: string; text: string }): SeemsAsked {
  const words = `${subject.slice(0, 300)}\n${text.slice(0, MOST)}`
  return SIGNS.find(([, sign]) => sign.test(words))?.[0] ?? 'other'
}
