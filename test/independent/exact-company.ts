import { type ExactOnlineSandbox, startExactOnline } from '../../sandbox/exact-online/exact-online.ts';

/** A guid that is easy to recognise: the number at its end. */
export const guid = (number: number): string => `00000000-0000-4000-a000-${String(number).padStart(12, '0')}`;

/** A company as a client meets it, on a clock that the test moves; every switch of the sandbox stands at its default. */
export async function openCompany(): Promise<{ sandbox: ExactOnlineSandbox; time: { now: number } }> {
  const time = { now: Date.UTC(2026, 2, 10, 10, 15) };
  const sandbox = await startExactOnline({
    clock: () => time.now,
    rows: {
      Accounts: Array.from({ length: 130 }, (_, index) => ({
        ID: guid(index + 1),
        Code: String(20_001 + index),
        Name: `Relatie ${index + 1}`,
        Status: 'C',
        Country: 'NL',
      })),
      Items: [
        { ID: guid(501), Code: 'KOFFIE-1', Description: 'Koffiebonen 1 kg', Unit: 'stuk', IsSalesItem: true },
        { ID: guid(502), Code: 'FILTER-80', Description: 'Filters 80 st.', Unit: 'stuk', IsSalesItem: true },
      ],
      VATCodes: [{ Code: '4', Description: 'Btw hoog', Percentage: 0.21 }],
      Journals: [{ Code: '70', Description: 'Verkoopboek', Type: 20 }],
      GLAccounts: [{ ID: guid(601), Code: '8000', Description: 'Omzet' }],
    },
  });
  return { sandbox, time };
}
