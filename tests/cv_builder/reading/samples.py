"""Files of others, made by hand after the public shape of their formats."""

from __future__ import annotations

import io
import json
import zipfile

from pypdf import PdfReader, PdfWriter

PASSPORT = """<?xml version="1.0" encoding="UTF-8"?>
<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass" locale="en"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://europass.cedefop.europa.eu/Europass EuropassSchema_V3.0.xsd">
  <DocumentInfo><DocumentType>ECV</DocumentType><Generator>X</Generator></DocumentInfo>
  <PrintingPreferences><Document type="ECV"><Field name="LearnerInfo" show="true"/></Document></PrintingPreferences>
  <LearnerInfo>
    <Identification>
      <PersonName><FirstName>Ola</FirstName><Surname>Hansen</Surname></PersonName>
      <ContactInfo>
        <Address><Contact><AddressLine>Gate 1</AddressLine><PostalCode>5003</PostalCode>
          <Municipality>Bergen</Municipality><Country><Code>NO</Code><Label>Norway</Label></Country></Contact></Address>
        <Email><Contact>ola@example.org</Contact></Email>
        <TelephoneList><Telephone><Contact>+47 41122334</Contact><Use><Code>mobile</Code><Label>Mobile</Label></Use>
        </Telephone></TelephoneList>
        <WebsiteList><Website><Contact>https://ola.example.org</Contact></Website></WebsiteList>
      </ContactInfo>
      <Demographics><Birthdate year="1990" month="--01" day="---01"/><Gender><Code>M</Code><Label>Male</Label></Gender>
        <NationalityList><Nationality><Code>NO</Code><Label>Norwegian</Label></Nationality></NationalityList>
      </Demographics>
      <Photo><MimeType>image/png</MimeType><Data>iVBORw0KGgo=</Data></Photo>
    </Identification>
    <Headline><Type><Code>preferred_job</Code><Label>PREFERRED JOB</Label></Type>
      <Description><Label>Software architect</Label></Description></Headline>
    <WorkExperienceList><WorkExperience>
      <Period><From year="2016" month="--03"/><Current>true</Current></Period>
      <Position><Label>Architect</Label></Position>
      <Activities>&lt;p&gt;Designs &lt;b&gt;platforms&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Leads a team&lt;/p&gt;</Activities>
      <Employer><Name>Plattform AS</Name><ContactInfo><Address><Contact><AddressLine>Torget 2</AddressLine>
        <Municipality>Oslo</Municipality></Contact></Address></ContactInfo>
        <Sector><Label>IT services</Label></Sector></Employer>
    </WorkExperience></WorkExperienceList>
    <EducationList><Education>
      <Period><From year="2008"/><To year="2013" month="--06"/></Period>
      <Title>M.Sc. Engineering</Title><Activities>Concrete</Activities>
      <Organisation><Name>NTNU</Name></Organisation>
    </Education></EducationList>
    <Skills>
      <Linguistic>
        <MotherTongueList><MotherTongue><Description><Code>no</Code><Label>Norwegian</Label></Description></MotherTongue>
        </MotherTongueList>
        <ForeignLanguageList><ForeignLanguage><Description><Code>fr</Code><Label>French</Label></Description>
          <ProficiencyLevel><Listening>C1</Listening><Reading>C1</Reading><Writing>B2</Writing></ProficiencyLevel>
        </ForeignLanguage></ForeignLanguageList>
      </Linguistic>
      <Communication><Description>Speaks in public</Description></Communication>
      <Driving><Description><Licence>B</Licence><Licence>C1E</Licence></Description></Driving>
    </Skills>
    <AchievementList><Achievement><Title><Code>projects</Code><Label>Projects</Label></Title>
      <Description>A bridge</Description></Achievement></AchievementList>
  </LearnerInfo>
</SkillsPassport>"""

PASSPORT_JSON = {
    "SkillsPassport": {
        "LearnerInfo": {
            "Identification": {
                "PersonName": {"FirstName": "Ola", "Surname": "Hansen"},
                "Demographics": {"Birthdate": {"Year": 1990, "Month": 1, "Day": 2}},
            },
            "WorkExperience": [
                {
                    "Period": {"From": {"Year": 2016, "Month": 3}, "Current": True},
                    "Position": {"Label": "Architect"},
                    "Employer": {"Name": "Plattform AS"},
                }
            ],
        }
    }
}

CANDIDATE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Candidate xsi:schemaLocation="http://www.europass.eu/1.0 Candidate.xsd" xmlns="http://www.europass.eu/1.0"
  xmlns:oa="http://www.openapplications.org/oagis/9" xmlns:eures="http://www.europass_eures.eu/1.0"
  xmlns:hr="http://www.hr-xml.org/3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <hr:DocumentID schemeID="Test-0001" schemeName="DocumentIdentifier" schemeAgencyName="EUROPASS"/>
  <CandidateSupplier><hr:PartyID schemeID="x"/><hr:PartyName>Owner</hr:PartyName></CandidateSupplier>
  <CandidatePerson>
    <PersonName><oa:GivenName>Samira</oa:GivenName><hr:FamilyName>El Khatib</hr:FamilyName></PersonName>
    <Communication><ChannelCode>Email</ChannelCode><oa:URI>samira@example.org</oa:URI></Communication>
    <Communication><ChannelCode>Telephone</ChannelCode><UseCode>mobile</UseCode><CountryDialing>33</CountryDialing>
      <oa:DialNumber>612345678</oa:DialNumber><CountryCode>fr</CountryCode></Communication>
    <Communication><UseCode>home</UseCode><Address type="home"><oa:AddressLine>1 rue X</oa:AddressLine>
      <oa:CityName>Montreuil</oa:CityName><CountryCode>fr</CountryCode></Address></Communication>
    <NationalityCode>sy</NationalityCode><hr:BirthDate>2001-02-03</hr:BirthDate><GenderCode>female</GenderCode>
    <PrimaryLanguageCode name="NORMAL">ara</PrimaryLanguageCode>
  </CandidatePerson>
  <CandidateProfile languageCode="fr">
    <hr:ID schemeID="Test-0001"/>
    <hr:ExecutiveSummary>&lt;p&gt;Je cherche un poste en salle.&lt;/p&gt;</hr:ExecutiveSummary>
    <EmploymentHistory><EmployerHistory>
      <hr:OrganizationName>Le Petit Zinc</hr:OrganizationName>
      <OrganizationContact><Communication><Address><oa:AddressLine>2 rue Y</oa:AddressLine>
        <oa:CityName>Paris</oa:CityName></Address></Communication></OrganizationContact>
      <PositionHistory>
        <PositionTitle typeCode="FREETEXT">Serveuse</PositionTitle>
        <eures:EmploymentPeriod>
          <eures:StartDate><hr:FormattedDateTime>2024-09-01</hr:FormattedDateTime></eures:StartDate>
          <eures:EndDate><hr:FormattedDateTime>2025-06</hr:FormattedDateTime></eures:EndDate>
          <hr:CurrentIndicator>false</hr:CurrentIndicator>
        </eures:EmploymentPeriod>
        <oa:Description>&lt;ol&gt;&lt;li&gt;Servir à table&lt;/li&gt;
          &lt;li&gt;Encaisser&lt;/li&gt;&lt;/ol&gt;</oa:Description>
        <City>Paris 11e</City><Country>fr</Country>
      </PositionHistory>
    </EmployerHistory></EmploymentHistory>
    <EducationHistory><EducationOrganizationAttendance>
      <hr:OrganizationName>Lycée Jean-Jaurès</hr:OrganizationName>
      <EducationLevelCode>3</EducationLevelCode>
      <AttendancePeriod><StartDate><hr:FormattedDateTime>2022</hr:FormattedDateTime></StartDate><Ongoing>true</Ongoing>
      </AttendancePeriod>
      <EducationDegree><hr:DegreeName>Bac pro</hr:DegreeName>
        <OccupationalSkillsCovered>&lt;p&gt;Service&lt;/p&gt;</OccupationalSkillsCovered></EducationDegree>
    </EducationOrganizationAttendance></EducationHistory>
    <eures:Licenses><eures:License><hr:LicenseTypeCode>B</hr:LicenseTypeCode></eures:License></eures:Licenses>
    <PersonQualifications>
      <PersonCompetency><CompetencyID schemeName="x">eng</CompetencyID><hr:TaxonomyID>language</hr:TaxonomyID>
        <eures:CompetencyDimension><hr:CompetencyDimensionTypeCode>CEF-Understanding-Listening
          </hr:CompetencyDimensionTypeCode><eures:Score><hr:ScoreText>B1</hr:ScoreText></eures:Score>
        </eures:CompetencyDimension>
        <eures:CompetencyDimension><hr:CompetencyDimensionTypeCode>CEF-Writing</hr:CompetencyDimensionTypeCode>
          <eures:Score><hr:ScoreText>A2</hr:ScoreText></eures:Score></eures:CompetencyDimension></PersonCompetency>
      <PersonCompetency><hr:CompetencyName>Microsoft Word</hr:CompetencyName></PersonCompetency>
    </PersonQualifications>
    <Projects><Project><Title>Fête du quartier</Title><Date><StartDate>2025-05</StartDate></Date>
      <Description>&lt;p&gt;Le buffet&lt;/p&gt;</Description><Link>https://example.org/fete</Link></Project></Projects>
    <eures:Attachment><oa:EmbeddedData>data:image/png;base64,iVBORw0KGgo=</oa:EmbeddedData></eures:Attachment>
  </CandidateProfile>
  <RenderingInformation><Design><Template>Template1</Template></Design></RenderingInformation>
</Candidate>"""


def pdf(*attached: tuple[str, bytes], password: str = "") -> bytes:
    """A PDF of one empty page with these files attached."""
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    for name, body in attached:
        writer.add_attachment(name, body)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def package(**parts: bytes | str) -> bytes:
    """A ZIP with these parts; in a name `__` stands for `/`, `_dot_` for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), body)
    return out.getvalue()


def docx(**parts: bytes | str) -> bytes:
    """The least that is a Word document, with further parts."""
    types = {"[Content_Types]_dot_xml": "<Types/>"}
    return package(**types, word__document_dot_xml="<w/>", **parts)


def pages(data: bytes) -> int:
    return len(PdfReader(io.BytesIO(data)).pages)


def as_bytes(document: object) -> bytes:
    return json.dumps(document).encode()
