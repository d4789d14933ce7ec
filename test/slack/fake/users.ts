/**
 * `external` is a member of another organisation, met through Slack Connect; the guests belong to our workspace.
 * Sources: docs.slack.dev/apis/slack-connect, Slack's help page "Permissions by role".
 */
type UserKind = 'admin' | 'member' | 'multi_channel_guest' | 'single_channel_guest' | 'external' | 'bot'

export type User = {
  id: string
  team: string
  teamDomain: string
  name: string
  realName: string
  kind: UserKind
  tz: string
  locale: string
  email: string | null
  deleted: boolean
  updated: number
}

export const isGuest = ({ kind }: User): boolean => kind === 'multi_channel_guest' || kind === 'single_channel_guest'

/** `tz_offset` as Slack gives it: seconds from UTC, today. */
function offset(tz: string, at: Date): number {
  const local = new Date(at.toLocaleString('en-US', { timeZone: tz }))
  const utc = new Date(at.toLocaleString('en-US', { timeZone: 'UTC' }))
  return (local.getTime() - utc.getTime()) / 1000
}

/** A user as users.info shows one to our app: strangers' locale is never given, e-mails need a scope. */
export function userObject(user: User, include: { locale: boolean; email: boolean }): Record<string, unknown> {
  const home = user.kind !== 'external'
  return {
    id: user.id,
    team_id: user.team,
    name: user.name,
    deleted: user.deleted,
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: offset(user.tz, new Date()),
    profile: {
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.name,
      display_name_normalized: user.name,
      team: user.team,
      ...(include.email && home && user.email ? { email: user.email } : {}),
    },
    is_admin: user.kind === 'admin',
    is_owner: false,
    is_primary_owner: false,
    is_restricted: isGuest(user),
    is_ultra_restricted: user.kind === 'single_channel_guest',
    is_bot: user.kind === 'bot',
    is_app_user: false,
    ...(home ? {} : { is_stranger: false }),
    updated: user.updated,
    ...(include.locale && home ? { locale: user.locale } : {}),
  }
}
