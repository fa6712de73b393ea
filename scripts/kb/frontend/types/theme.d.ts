/** What the theme leaves for others: it tells of every page that it shows. */
interface Window {
  document$?: { subscribe(next: () => void): void };
}
