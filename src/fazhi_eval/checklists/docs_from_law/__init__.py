"""Pages in Markdown made from the law as data: `fazhi_eval.checklists.pages` puts them together."""
