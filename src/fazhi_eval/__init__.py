"""Score 法治政府建设年度报告 against the law."""
