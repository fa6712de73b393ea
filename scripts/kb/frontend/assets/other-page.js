/**
 * Another page of the site, its links made whole, for they are relative to where it stands.
 * @param {string} url
 * @returns {Promise<Document>}
 */
export async function otherPage(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const link of page.querySelectorAll("a[href]")) link.setAttribute("href", new URL(link.getAttribute("href") ?? "", url).href);
  return page;
}
