/** The name of each event in the texts, where a dot means something else; in the order in which they are offered. */
const names = {
  "contact.created": "contact_created",
  "contact.stage_changed": "contact_stage_changed",
  "contact.updated": "contact_updated",
  "contact.revisited": "contact_revisited",
  "contact.merged": "contact_merged",
  "contact.parted": "contact_parted",
  "company.created": "company_created",
  "company.updated": "company_updated",
  "deal.created": "deal_created",
  "deal.updated": "deal_updated",
  "page.viewed": "page_viewed",
  "link.clicked": "link_clicked",
  "file.downloaded": "file_downloaded",
  "form.submitted": "form_submitted",
  "page.shared": "page_shared",
  "event.tracked": "event_tracked",
  "visitor.identified": "visitor_identified",
  "consent.changed": "consent_changed",
  "call.logged": "call_logged",
  "email.logged": "email_logged",
  "meeting.logged": "meeting_logged",
  "note.written": "note_written",
  "webhook.tested": "webhook_tested",
} as const;

type Event = keyof typeof names;

/** Absent for an event of a newer server. */
export const eventName = (type: string) =>
  Object.hasOwn(names, type) ? names[type as Event] : undefined;

const places = Object.keys(names);
const placeOf = (type: string) => (places.indexOf(type) + places.length + 1) % (places.length + 1);

/** In our order; those of a newer server come last. */
export const inOrder = (types: readonly string[]) =>
  [...types].sort((one, other) => placeOf(one) - placeOf(other));
