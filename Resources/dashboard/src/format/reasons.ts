import { readable } from './words';

/** Why a figure is missing: the server's code as a sentence. */
const sentences: Readonly<Record<string, string>> = {
    no_price: 'no price for a symbol yet',
    no_conversion: 'no rate to convert with yet',
    no_currency: 'the currency of the account is not known yet',
    no_leverage: 'the leverage is not known yet',
    no_margin: 'no margin in use',
    plan_limit: 'over the plan’s limit of accounts',
    excluded_group: 'its group is left out of scoring',
    no_trades: 'no trades yet',
    not_enough_days: 'too few days of prices are known of what is held: at least 20 are needed',
};

export function reasonText(code: string | null | undefined): string {
    if (!code) return '';
    return sentences[code] ?? (/^[a-z_]+$/.test(code) ? readable(code).toLowerCase() : code);
}
