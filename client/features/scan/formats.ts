/** What is printed on goods, and what a stall prints itself. Not those without a check digit, which are misread from stripes. */
export const formats = ['ean_13', 'ean_8', 'upc_a', 'upc_e', 'code_128', 'qr_code'] as const
