import type { paths } from "./schema";

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { "application/json": infer Body } } } };
}
  ? Body
  : never;

export type Session = Answer<"/api/v1/session">;
export type Members = Answer<"/api/v1/members">;
export type Member = Members["members"][number];
export type Token = Answer<"/api/v1/tokens">["tokens"][number];
export type AuditLine = Answer<"/api/v1/audit">["entries"][number];
export type Webhooks = Answer<"/api/v1/webhooks">;
export type Webhook = Webhooks["webhooks"][number];
export type Delivery = Answer<"/api/v1/webhooks/{id}/deliveries">["deliveries"][number];
export type Workspace = Answer<"/api/v1/workspace">;
export type SingleSignOn = Answer<"/api/v1/single_sign_on">;
export type Notifications = Answer<"/api/v1/notifications">;
export type Notification = Notifications["notifications"][number];
export type Revisit = Notification["revisits"][number];
export type LiveVisitors = Answer<"/api/v1/visitors/live">;
export type LiveVisitor = LiveVisitors["visitors"][number];
export type RevisitSettings = Answer<"/api/v1/revisit_settings">;
export type Funnel = Answer<"/api/v1/funnel">;
export type FunnelStage = Funnel["stages"][number];
export type FunnelGroup = Funnel["groups"][number];
export type Sources = Answer<"/api/v1/sources">;
export type Source = Sources["sources"][number];
export type ContactPage = Answer<"/api/v1/contacts">;
export type ContactRow = ContactPage["contacts"][number];
export type ContactRecord = Answer<"/api/v1/contacts/{id}">;
export type SavedView = Answer<"/api/v1/views">["views"][number];
export type TimelinePage = Answer<"/api/v1/contacts/{id}/activities">;
export type TimelineEntry = TimelinePage["entries"][number];
export type Activity = NonNullable<TimelineEntry["activity"]>;
export type Visit = NonNullable<TimelineEntry["visit"]>;
