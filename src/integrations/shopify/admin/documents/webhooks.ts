import { document } from '../document.ts'

export type Subscription = { id: string; topic: string; uri: string }
type Page = { hasNextPage: boolean; endCursor: string | null }
type Subscriptions = { webhookSubscriptions: { pageInfo: Page; nodes: Subscription[] } }

/** What this app is sent; never what was set up by hand in the admin. */
export const SUBSCRIPTIONS = document<Subscriptions, { after: string | null }>(`query Subscriptions($after: String) {
  webhookSubscriptions(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { id topic uri } }
}`)

export const SUBSCRIBE = document<
  { webhookSubscription: { id: string } },
  { topic: string; uri: string }
>(`mutation Subscribe($topic: WebhookSubscriptionTopic!, $uri: String!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri, format: JSON }) {
    webhookSubscription { id }
    userErrors { field message }
  }
}`)

export const UNSUBSCRIBE = document<
  { deletedWebhookSubscriptionId: string | null },
  { id: string }
>(`mutation Unsubscribe($id: ID!) {
  webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { field message } }
}`)
