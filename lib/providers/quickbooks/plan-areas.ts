/** Areas that the smallest plan leaves out, by the next plan that has them (facts 3). Kept apart: pages carry it too. */
export const essentialsAreas = /^(?:bills|bill_payments|time_entries|aged_payables|vendor_expenses)$/;
export const plusAreas = /^(?:purchase_orders|classes|locations|budgets)$/;
