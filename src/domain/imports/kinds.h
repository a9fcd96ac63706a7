// What a record says, kind by kind. Private to imports.
#pragma once

#include "domain/imports/row_reader.h"

namespace tandem::imports {

// Each leaves the reason in reader.error() when the record cannot be taken.
LeadRow lead_row(RowReader& reader);
CompanyRow company_row(RowReader& reader);
DealRow deal_row(RowReader& reader);
RevenueRow revenue_row(RowReader& reader);

// Refuses a row that the other system has deleted.
void refuse_deleted(RowReader& reader);

// A list of ids, "123;456", stands for its first; the whole list is kept as an attribute then.
std::optional<Reference> first_of_list(RowReader& reader, F field);

}  // namespace tandem::imports
