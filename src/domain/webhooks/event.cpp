#include "domain/webhooks/event.h"

namespace tandem::webhooks {

std::string payload(std::string_view type, Timestamp happened_at, const boost::json::value& data) {
  return print_json({{"type", type}, {"timestamp", to_json(happened_at)}, {"data", data}});
}

}  // namespace tandem::webhooks
