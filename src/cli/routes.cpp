#include "cli/routes.h"

#include "http/account.h"
#include "http/assets.h"
#include "http/audit.h"
#include "http/contact_list.h"
#include "http/contacts_file.h"
#include "http/members.h"
#include "http/notifications.h"
#include "http/openapi.h"
#include "http/people.h"
#include "http/performance.h"
#include "http/segment.h"
#include "http/session.h"
#include "http/single_sign_on.h"
#include "http/timeline.h"
#include "http/tokens.h"
#include "http/tracking.h"
#include "http/webhooks.h"
#include "http/workspace.h"

namespace tandem::cli {

void add_routes(http::Router& router, storage::Ledger& ledger, storage::Mirror& mirror,
                http::Live& live, http::Collector& collector, std::string setup_secret,
                Reach webhook_reach) {
  http::add_session_routes(router, ledger, std::move(setup_secret));
  http::add_single_sign_on_routes(router, ledger);
  http::add_account_routes(router, ledger);
  http::add_member_routes(router, ledger);
  http::add_token_routes(router, ledger);
  http::add_audit_routes(router, ledger);
  http::add_workspace_routes(router, ledger, mirror, TANDEM_VERSION);
  http::add_performance_routes(router, ledger, mirror);
  http::add_contacts_file_route(router, ledger);
  http::add_contact_list_routes(router, ledger);
  http::add_people_routes(router, ledger);
  http::add_live_routes(router, ledger, live);
  http::add_notification_routes(router, ledger, live.hub);
  http::add_tracking_routes(router, ledger, collector);
  http::add_tracking_script(router, http::assets());
  http::add_segment_routes(router, collector);
  http::add_webhook_routes(router, ledger, webhook_reach);
  http::add_timeline_routes(router, ledger);
  http::add_openapi_route(router, TANDEM_VERSION);
}

}  // namespace tandem::cli
