"""What a report can state: the vocabulary of facts, as pydantic models.

Every field is one fact; its path is ``<group>.<field>``, and ``own.`` (the reporting body itself) or ``area.``
(its whole jurisdiction) before it says whose fact it is. A field that is ``None`` was not stated: silence is
never 0 or false. The first argument of `_fact` is the Chinese name that people read, the second its English
meaning with the unit.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

Count = Annotated[int, Field(ge=0, strict=True)]
"""A whole number of things or persons (件、次、人次 …), 0 or more."""

Amount = Annotated[float, Field(ge=0, strict=True)]
"""Money in yuan (元), 0 or more."""

Rate = Annotated[float, Field(ge=0, le=1, strict=True)]
"""A share between 0 and 1: 98.5 % is 0.985."""

Flag = Annotated[bool, Field(strict=True)]
"""True: the report says that it was done; False: it says that it was not."""


def _fact(zh: str, en: str) -> Any:
    return Field(default=None, title=zh, description=en)


class FactGroup(BaseModel):
    """Facts of one theme; every field is optional, unknown fields are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class FirstResponsible(FactGroup):
    """How the principal heads carried out the duties of the 第一责任人."""

    study_sessions: Count | None = _fact("中心组学法次数", "group study sessions on law held in the year, sessions")
    meeting_study_sessions: Count | None = _fact("会前学法次数", "study of law before meetings, sessions")
    rule_of_law_meetings: Count | None = _fact(
        "研究法治建设会议次数", "meetings at which the head had 法治建设 studied or deployed, meetings"
    )
    debriefing: Flag | None = _fact("年终述法", "the heads' yearly account includes 述法")
    subordinates_debriefing: Count | None = _fact(
        "下级负责人述法人数", "subordinate heads who gave such an account, persons"
    )
    in_work_plan: Flag | None = _fact("纳入年度工作计划", "法治建设 stands in the yearly work plan or the general plan")
    in_performance_assessment: Flag | None = _fact("纳入绩效考核", "it counts in the assessment of performance")
    annual_report_submitted: Flag | None = _fact(
        "报告上一年度情况", "last year's report was submitted to party committee, government, 人大 or superior"
    )
    annual_report_published: Flag | None = _fact("年度报告向社会公开", "last year's report was published")
    personally_deployed: Flag | None = _fact(
        "四个亲自", "the head personally deployed, asked after, coordinated and supervised"
    )
    no_interference: Flag | None = _fact(
        "不违规干预司法", "the head does not interfere in judicial matters or single cases"
    )


class GovernmentFunctions(FactGroup):
    """Functions of government and the business environment."""

    power_list_published: Flag | None = _fact(
        "权责清单公布或调整", "the list of powers and duties was published or adjusted"
    )
    licensing_items: Count | None = _fact("行政许可事项数", "licensing matters, items")
    commitment_items: Count | None = _fact("告知承诺制事项数", "matters handled on a declaration of commitment, items")
    fair_competition_reviews: Count | None = _fact("公平竞争审查件数", "fair-competition reviews, documents")
    fair_competition_review: Flag | None = _fact("公平竞争审查", "fair-competition review was carried out")
    business_environment_measures: Flag | None = _fact(
        "优化营商环境举措", "measures for the business environment are told"
    )
    complaints_handled: Count | None = _fact("投诉诉求办理件数", "complaints and hotline requests handled, cases")


class NormativeDocuments(FactGroup):
    """行政规范性文件: making, review, filing, clean-up."""

    issued: Count | None = _fact("规范性文件制发件数", "normative documents issued, documents")
    reviewed: Count | None = _fact("规范性文件合法性审核件数", "normative documents reviewed for legality, documents")
    review_rate: Rate | None = _fact("规范性文件合法性审核率", "share reviewed for legality")
    filed: Count | None = _fact("规范性文件报备件数", "normative documents filed upwards, documents")
    filing_done: Flag | None = _fact("规范性文件备案", "documents are filed upwards")
    filings_received: Count | None = _fact("收到备案件数", "documents that subordinates filed here, documents")
    published: Flag | None = _fact("规范性文件公布", "normative documents are published")
    catalogue_published: Flag | None = _fact(
        "规范性文件目录公布", "a catalogue of normative documents in force is published"
    )
    review_opinions: Count | None = _fact("合法性审核意见条数", "opinions given in legality review, opinions")
    cleanup_rounds: Count | None = _fact("规范性文件清理批次", "clean-ups carried out, rounds")
    cleanup_done: Flag | None = _fact("规范性文件清理", "a clean-up was carried out")
    cleaned_up: Count | None = _fact("规范性文件清理件数", "documents examined in clean-up, documents")
    repealed: Count | None = _fact("规范性文件废止件数", "documents repealed or declared void, documents")
    annual_plan: Flag | None = _fact("规范性文件年度制定计划", "there is a yearly plan of documents to be made")


class MajorDecisions(FactGroup):
    """重大行政决策."""

    rules_in_place: Flag | None = _fact("重大行政决策程序制度", "the body has rules of its own on major decisions")
    catalogue_published: Flag | None = _fact("决策事项目录公布", "the yearly catalogue of major decisions is published")
    catalogue_items: Count | None = _fact("决策目录事项数", "matters in the catalogue, items")
    legality_reviewed: Count | None = _fact("决策合法性审查件数", "major decisions reviewed for legality, matters")
    legality_review_rate: Rate | None = _fact("决策合法性审查率", "share of major decisions reviewed for legality")
    legality_review: Flag | None = _fact("决策合法性审查", "major decisions are reviewed for legality")
    public_participation: Flag | None = _fact("决策公众参与", "the public takes part in major decisions")
    expert_argumentation: Flag | None = _fact("决策专家论证", "experts argue major decisions")
    risk_assessment: Flag | None = _fact("决策风险评估", "risks of major decisions are assessed")
    collective_discussion: Flag | None = _fact("决策集体讨论", "major decisions are discussed and taken collectively")
    meetings: Count | None = _fact("研究决策会议次数", "meetings that took major decisions, meetings")
    post_evaluation: Flag | None = _fact(
        "决策后评估或执行跟踪", "decisions are evaluated or their execution followed up"
    )


class LegalCounsel(FactGroup):
    """法律顾问 and 公职律师."""

    bodies_covered: Count | None = _fact(
        "有法律顾问或公职律师的机关数", "bodies that have counsel or public lawyers, bodies"
    )
    coverage_rate: Rate | None = _fact("法律顾问覆盖率", "share of bodies that have counsel or public lawyers")
    counsel: Count | None = _fact("法律顾问人数", "legal counsel, persons")
    public_lawyers: Count | None = _fact("公职律师人数", "public lawyers, persons")
    contracts_reviewed: Count | None = _fact("合同协议审查件数", "contracts and agreements reviewed, documents")
    papers_reviewed: Count | None = _fact("重要文件合法性审查件数", "policy papers reviewed for legality, documents")
    matters_handled: Count | None = _fact("法律顾问参与事务件数", "other matters in which counsel took part, matters")


class Enforcement(FactGroup):
    """行政执法."""

    bodies: Count | None = _fact("行政执法主体数", "enforcement bodies, bodies")
    powers: Count | None = _fact("执法事项数", "enforcement powers, items")
    officers: Count | None = _fact("行政执法人员数", "enforcement officers, persons")
    officers_trained: Count | None = _fact("执法人员培训人次", "officers trained, persons (人次)")
    training_done: Flag | None = _fact("执法人员培训", "officers were trained")
    exam_takers: Count | None = _fact("执法资格考试人数", "persons who sat the examination for officers")
    penalties: Count | None = _fact("行政处罚件数", "penalties imposed, cases")
    fines: Amount | None = _fact("罚没款金额", "fines and confiscations, yuan")
    coercive_measures: Count | None = _fact("行政强制件数", "coercive measures, cases")
    cases: Count | None = _fact("执法办案件数", "enforcement cases where a penalty is not said, cases")
    licences: Count | None = _fact("行政许可件数", "licences decided, cases")
    inspections: Count | None = _fact("行政检查次数", "inspections, times or premises")
    complaints: Count | None = _fact("执法投诉举报件数", "complaints about or to enforcement, cases")
    publicity_system: Flag | None = _fact("行政执法公示制度", "enforcement is made public by the system")
    publicity_platform: Flag | None = _fact("执法公示平台", "a platform makes enforcement public")
    recording_system: Flag | None = _fact("执法全过程记录制度", "enforcement is recorded throughout")
    recorders: Count | None = _fact("执法记录仪数", "body recorders, devices")
    legal_review_system: Flag | None = _fact(
        "重大执法决定法制审核制度", "major enforcement decisions are legally reviewed"
    )
    legal_reviewers: Count | None = _fact("法制审核人员数", "legal reviewers, persons")
    legal_reviews: Count | None = _fact("法制审核件次", "legal reviews of enforcement decisions, cases")
    bodies_with_legal_section: Count | None = _fact(
        "设法制机构的执法单位数", "enforcement bodies with a legal section, bodies"
    )
    discretion_benchmarks: Flag | None = _fact("行政裁量权基准", "benchmarks of discretion are made or published")
    minor_violation_list: Flag | None = _fact("轻微违法免罚清单", "a list of minor violations without penalty")
    case_file_reviews: Count | None = _fact("案卷评查件数", "enforcement case files reviewed, files")
    case_file_review_done: Flag | None = _fact("案卷评查", "case files were reviewed")
    reform: Flag | None = _fact("综合执法改革或赋权", "reform of integrated enforcement, powers given to townships")


class Reconsideration(FactGroup):
    """行政复议."""

    received: Count | None = _fact("复议申请收到件数", "applications received, cases")
    accepted: Count | None = _fact("复议案件受理件数", "applications accepted, cases")
    not_accepted: Count | None = _fact("复议不予受理件数", "applications not accepted, cases")
    concluded: Count | None = _fact("复议案件办结件数", "cases concluded")
    handled: Count | None = _fact("复议案件办理件数", "cases handled, where nothing closer is said")
    upheld: Count | None = _fact("复议维持件数", "cases in which the act was upheld")
    corrected: Count | None = _fact("复议纠错件数", "cases in which the act was corrected directly")
    mediated: Count | None = _fact("复议调解和解件数", "cases ended by mediation or settlement")
    on_time_rate: Rate | None = _fact("复议按期办结率", "share concluded within the time limit")
    correction_rate: Rate | None = _fact("复议纠错率", "share corrected")
    mediation_rate: Rate | None = _fact("复议调解率", "share ended by mediation")
    hearings: Count | None = _fact("复议听证件数", "cases heard in a hearing")
    committee: Flag | None = _fact("行政复议委员会", "there is a reconsideration committee")
    reform_done: Flag | None = _fact("行政复议体制改革", "the reform of the reconsideration system was carried out")
    as_respondent: Count | None = _fact(
        "作为被申请人的复议件数", "cases before a higher body in which this body answers"
    )


class Litigation(FactGroup):
    """行政应诉."""

    cases: Count | None = _fact("行政诉讼案件数", "administrative lawsuits against the body or area, cases")
    concluded: Count | None = _fact("行政诉讼审结件数", "lawsuits concluded, cases")
    lost: Count | None = _fact("行政诉讼败诉件数", "lawsuits lost, cases; 无败诉 is 0")
    loss_rate: Rate | None = _fact("行政诉讼败诉率", "share lost")
    head_appearances: Count | None = _fact("负责人出庭应诉次数", "heads' appearances in court, times or cases")
    head_appearance_rate: Rate | None = _fact("负责人出庭应诉率", "share of cases in which a head appeared")
    principal_head_appearances: Count | None = _fact(
        "主要负责人出庭次数", "appearances of the principal head, times or cases"
    )


class DisputeResolution(FactGroup):
    """矛盾纠纷化解."""

    mediations: Count | None = _fact("调解件数", "disputes taken up for mediation, cases")
    mediated_successfully: Count | None = _fact("调解成功件数", "disputes mediated successfully, cases")
    success_rate: Rate | None = _fact("调解成功率", "share mediated successfully")
    mediation_committees: Count | None = _fact("人民调解委员会数", "people's mediation committees, committees")
    mediators: Count | None = _fact("人民调解员人数", "people's mediators, persons")
    visits_batches: Count | None = _fact("接待来访批次", "visits received, batches")
    visits_persons: Count | None = _fact("接待来访人次", "visitors received, persons")
    petitions_handled: Count | None = _fact("信访件办理件数", "petitions handled, cases")
    admin_mediations: Count | None = _fact("行政调解件数", "administrative mediations, cases")
    admin_rulings: Count | None = _fact("行政裁决件数", "administrative rulings, cases")


class PublicLegalService(FactGroup):
    """公共法律服务."""

    centres: Count | None = _fact("乡镇街道公共法律服务中心数", "centres of townships and streets, centres")
    stations: Count | None = _fact("村居公共法律服务站数", "stations of villages and communities, stations")
    county_centres: Count | None = _fact("县级公共法律服务中心数", "centres of the county, centres")
    coverage_rate: Rate | None = _fact("公共法律服务覆盖率", "share of places covered")
    consultations: Count | None = _fact("法律咨询人次", "legal consultations, persons or times")
    legal_aid: Count | None = _fact("法律援助件数", "legal aid, cases or persons")
    notarisations: Count | None = _fact("公证件数", "notarial acts, cases")
    hotline: Flag | None = _fact("12348热线平台", "the 12348 hotline works")
    online_platform: Flag | None = _fact(
        "公共法律服务网络平台", "an online platform or intelligent terminals serve the public"
    )


class Openness(FactGroup):
    """政务公开."""

    requests_received: Count | None = _fact("依申请公开收件数", "requests for information received")
    requests_answered: Count | None = _fact("依申请公开答复件数", "requests answered")
    answered_on_time: Flag | None = _fact("依申请公开按期答复", "requests were answered according to law and in time")
    published_items: Count | None = _fact("主动公开信息条数", "items published on own initiative")


class Supervision(FactGroup):
    """监督 by 人大、政协 and 法治督察."""

    npc_suggestions: Count | None = _fact("人大代表建议办理件数", "suggestions of deputies handled")
    cppcc_proposals: Count | None = _fact("政协提案办理件数", "proposals of the 政协 handled")
    handled_rate: Rate | None = _fact("建议提案办复率", "share of suggestions and proposals answered")
    accepts_npc_supervision: Flag | None = _fact("接受人大政协监督", "supervision of 人大 and 政协 is accepted")
    rule_of_law_inspection: Flag | None = _fact("法治督察", "an inspection of 法治建设 was carried out")


class LegalPublicity(FactGroup):
    """普法."""

    events: Count | None = _fact("普法活动场次", "events of legal publicity")
    participants: Count | None = _fact("普法活动参加人次", "persons who took part")
    exam_participants: Count | None = _fact("学法考试参加人数", "persons who sat the examination in law")
    exam_pass_rate: Rate | None = _fact("学法考试合格率", "share who passed it")
    court_observers: Count | None = _fact("旁听庭审人数", "officials who observed a trial, persons")
    training_sessions: Count | None = _fact("法治培训场次", "training sessions in law")
    trainees: Count | None = _fact("法治培训人次", "persons trained")
    volunteers: Count | None = _fact("普法志愿者、法律明白人人数", "volunteers and 法律明白人, persons")
    materials: Count | None = _fact("普法宣传资料份数", "printed material handed out, copies")
    new_media: Flag | None = _fact("新媒体普法", "new media or techniques are used, with something to show for it")
    responsibility_list: Flag | None = _fact("普法责任清单", "there is a list of duties for legal publicity")


class Digital(FactGroup):
    """数字法治政府."""

    enforcement_platform: Flag | None = _fact("执法信息平台", "an information platform for enforcement is in use")
    one_stop_service: Flag | None = _fact("一网通办", "integrated online government service")


class Legislation(FactGroup):
    """立法; only bodies that may legislate."""

    local_regulations_proposed: Count | None = _fact("提请审议地方性法规件数", "drafts of local regulations submitted")
    rules_enacted: Count | None = _fact("制定政府规章件数", "government rules enacted")


class Emergency(FactGroup):
    """突发事件应对."""

    plans: Count | None = _fact("应急预案数", "emergency plans")
    drills: Count | None = _fact("应急演练次数", "emergency drills")


class Facts(FactGroup):
    """All facts about one subject: the reporting body (``own``) or its jurisdiction (``area``)."""

    first_responsible: FirstResponsible | None = None
    government_functions: GovernmentFunctions | None = None
    normative_documents: NormativeDocuments | None = None
    major_decisions: MajorDecisions | None = None
    legal_counsel: LegalCounsel | None = None
    enforcement: Enforcement | None = None
    reconsideration: Reconsideration | None = None
    litigation: Litigation | None = None
    dispute_resolution: DisputeResolution | None = None
    public_legal_service: PublicLegalService | None = None
    openness: Openness | None = None
    supervision: Supervision | None = None
    legal_publicity: LegalPublicity | None = None
    digital: Digital | None = None
    legislation: Legislation | None = None
    emergency: Emergency | None = None
