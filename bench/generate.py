"""A CRM's export of many people, the same for the same number of rows.

    python3 bench/generate.py ROWS > leads.csv

The columns are those of HubSpot's contact export, which Tandem recognises: an id, names, address, one of about 50,000
companies, origin, landing page, the day it was created and the days of the stages it went through."""
import datetime
import random
import sys

HEADER = ("Record ID,First Name,Last Name,Email,Phone Number,Job Title,Company Name,Original Source,First Page Seen,"
          "Create Date,Lifecycle Stage,Became a Lead Date,Became a Marketing Qualified Lead Date,"
          "Became a Sales Qualified Lead Date,Became an Opportunity Date,Became a Customer Date")
FIRST = ["Ada", "Grace", "Élodie", "Jürgen", "Marie", "Alan", "Edsger", "Barbara", "Inès", "João", "Linus", "Margaret"]
LAST = ["Lovelace", "Hopper", "Lefèvre", "Größl", "Curie", "Turing", "Dijkstra", "Liskov", "Moreau", "Silva"]
TITLES = ["Head of Sales", "Buyer", "CEO", "Marketing Manager", "Owner", "Engineer", ""]
ORIGINS = ["Organic Search", "Paid Search", "Direct Traffic", "Social", "Referral", "Email", "Display", "Offline", ""]
ORIGIN_WEIGHTS = [28, 19, 14, 13, 10, 7, 4, 3, 2]
STAGES = ["lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer"]
STAGE_WEIGHTS = [40, 30, 14, 9, 7]
COMPANIES = 50_000
LANDING_PAGES = 500
FIRST_DAY = datetime.date(2022, 1, 1)
DAYS = 3 * 365


def write(rows: int, out) -> None:
    rng = random.Random(20240301)
    days = [(FIRST_DAY + datetime.timedelta(day)).isoformat() for day in range(DAYS + 400)]
    origins = rng.choices(ORIGINS, ORIGIN_WEIGHTS, k=rows)
    stages = rng.choices(range(len(STAGES)), STAGE_WEIGHTS, k=rows)
    companies = max(1, min(COMPANIES, rows // 20))
    out.write(HEADER + "\n")
    pick = rng.random
    for i in range(rows):
        stage = stages[i]
        day = int(pick() * DAYS)
        dates, at = [""] * 5, day
        for reached in range(stage + 1):
            dates[reached] = days[at]
            at += int(pick() * 40)
        out.write(f"{700_000_000 + i},{FIRST[i % 12]},{LAST[i // 12 % 10]} {i % 9973},person{i}@company{i % companies}"
                  f".example,+33 1 {i:010},{TITLES[i % 7]},Company {int(pick() * companies)} Ltd,{origins[i]},"
                  f"/page/{int(pick() * pick() * LANDING_PAGES)},{days[day]},{STAGES[stage]},{','.join(dates)}\n")


if __name__ == "__main__":
    write(int(sys.argv[1]), sys.stdout)
