package dump

// The terms of the statements, which nquads, trig and jsonld share.
//
// Things are named urn:parley: and their id; our own terms urn:parley:ns: and
// their name. An event is a sem:Event (SEM, van Hage et al. 2011) and a
// schema:Event; what an article says of it stands in the named graph of the
// article, as a parley:Report that gaf:denotes the event (GAF, Fokkens et al.
// 2013). A place in a text is the article's IRI with an RFC 5147 fragment in
// code points; the title's is below "/title". Where things come from is said
// in PROV-O. Dates keep their EDTF form beside the days that they span.
const (
	things     = "urn:parley:"
	ours       = "urn:parley:ns:"
	rdfNS      = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	rdfsNS     = "http://www.w3.org/2000/01/rdf-schema#"
	xsdNS      = "http://www.w3.org/2001/XMLSchema#"
	schemaNS   = "https://schema.org/"
	semNS      = "http://semanticweb.cs.vu.nl/2009/11/sem/"
	gafNS      = "http://groundedannotationframework.org/gaf#"
	provNS     = "http://www.w3.org/ns/prov#"
	nifNS      = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
	owlNS      = "http://www.w3.org/2002/07/owl#"
	edtfType   = "http://id.loc.gov/datatypes/edtf/EDTF"
	stringType = xsdNS + "string"
	typeIRI    = rdfNS + "type"
)

// prefixes are declared by the formats that can.
var prefixes = []struct{ name, iri string }{
	{"gaf", gafNS}, {"id", things}, {"nif", nifNS}, {"owl", owlNS}, {"parley", ours}, {"prov", provNS}, {"rdf", rdfNS}, {"rdfs", rdfsNS},
	{"schema", schemaNS}, {"sem", semNS}, {"xsd", xsdNS},
}

// A property is a predicate and what its values are: a datatype, or "@id" for
// IRIs. Name is its key in JSON-LD.
type property struct{ name, iri, kind string }

const iris = "@id"

// The properties.
var (
	pType          = property{"@type", typeIRI, iris}
	pName          = property{"name", schemaNS + "name", stringType}
	pAlias         = property{"alternateName", schemaNS + "alternateName", stringType}
	pDescription   = property{"description", schemaNS + "description", stringType}
	pSameAs        = property{"sameAs", schemaNS + "sameAs", iris}
	pCountry       = property{"country", ours + "country", stringType}
	pClass         = property{"class", ours + "class", stringType}
	pLatitude      = property{"latitude", schemaNS + "latitude", xsdNS + "decimal"}
	pLongitude     = property{"longitude", schemaNS + "longitude", xsdNS + "decimal"}
	pWithin        = property{"containedInPlace", schemaNS + "containedInPlace", iris}
	pPosition      = property{"hasOccupation", schemaNS + "hasOccupation", iris}
	pRoleName      = property{"roleName", schemaNS + "roleName", stringType}
	pOrganization  = property{"worksFor", schemaNS + "worksFor", iris}
	pOrgName       = property{"organizationName", ours + "organizationName", stringType}
	pStatus        = property{"status", ours + "status", iris}
	pPeriod        = property{"period", ours + "period", edtfType}
	pDomain        = property{"domain", ours + "domain", stringType}
	pOutletKind    = property{"outletKind", ours + "outletKind", iris}
	pKey           = property{"identifier", schemaNS + "identifier", stringType}
	pURL           = property{"url", schemaNS + "url", iris}
	pHeadline      = property{"headline", schemaNS + "headline", stringType}
	pLanguage      = property{"inLanguage", schemaNS + "inLanguage", stringType}
	pAuthor        = property{"author", schemaNS + "author", stringType}
	pPublishedDay  = property{"datePublished", schemaNS + "datePublished", xsdNS + "date"}
	pPublishedTime = property{"published", schemaNS + "datePublished", xsdNS + "dateTime"}
	pPublisher     = property{"publisher", schemaNS + "publisher", iris}
	pAttributed    = property{"wasAttributedTo", provNS + "wasAttributedTo", iris}
	pEventType     = property{"eventType", semNS + "eventType", iris}
	pMode          = property{"mode", ours + "mode", iris}
	pFactuality    = property{"factuality", ours + "factuality", iris}
	pEventStatus   = property{"eventStatus", schemaNS + "eventStatus", iris}
	pAttendee      = property{"attendee", schemaNS + "attendee", iris}
	pOrganizer     = property{"organizer", schemaNS + "organizer", iris}
	pBegin         = property{"hasBeginTimeStamp", semNS + "hasBeginTimeStamp", xsdNS + "date"}
	pEnd           = property{"hasEndTimeStamp", semNS + "hasEndTimeStamp", xsdNS + "date"}
	pDate          = property{"date", ours + "date", edtfType}
	pPlace         = property{"hasPlace", semNS + "hasPlace", iris}
	pPartOf        = property{"subEventOf", semNS + "subEventOf", iris}
	pConfidence    = property{"confidence", ours + "confidence", xsdNS + "decimal"}
	pOutlets       = property{"outletCount", ours + "outletCount", xsdNS + "integer"}
	pIndependent   = property{"independentSources", ours + "independentSources", xsdNS + "integer"}
	pCorroboration = property{"corroboration", ours + "corroboration", iris}
	pRole          = property{"role", ours + "role", iris}
	pValue         = property{"value", rdfNS + "value", iris}
	pRoleType      = property{"roleType", semNS + "roleType", iris}
	pCapacity      = property{"capacity", ours + "capacity", stringType}
	pOnBehalfOf    = property{"actedOnBehalfOf", provNS + "actedOnBehalfOf", iris}
	pDenotes       = property{"denotes", gafNS + "denotes", iris}
	pDenotedBy     = property{"denotedBy", gafNS + "denotedBy", iris}
	pDerivedFrom   = property{"wasDerivedFrom", provNS + "wasDerivedFrom", iris}
	pAccordingTo   = property{"accordingTo", semNS + "accordingTo", iris}
	pSource        = property{"attributedTo", ours + "attributedTo", stringType}
	pEvidence      = property{"evidence", ours + "evidence", iris}
	pSentence      = property{"anchorOf", nifNS + "anchorOf", stringType}
	pContent       = property{"content", ours + "content", stringType}
	pQuantity      = property{"quantity", ours + "quantity", stringType}
	pSubProperty   = property{"subPropertyOf", rdfsNS + "subPropertyOf", iris}
)

// properties lists them all, for the JSON-LD context.
var properties = []property{pName, pAlias, pDescription, pSameAs, pCountry, pClass, pLatitude, pLongitude, pWithin, pPosition, pRoleName,
	pOrganization, pOrgName, pStatus, pPeriod, pDomain, pOutletKind, pKey, pURL, pHeadline, pLanguage, pAuthor, pPublishedDay, pPublishedTime,
	pPublisher, pAttributed, pEventType, pMode, pFactuality, pEventStatus, pAttendee, pOrganizer, pBegin, pEnd, pDate, pPlace, pPartOf,
	pConfidence, pOutlets, pIndependent, pCorroboration, pRole, pValue, pRoleType, pCapacity, pOnBehalfOf, pDenotes, pDenotedBy, pDerivedFrom,
	pAccordingTo, pSource, pEvidence, pSentence, pContent, pQuantity, pSubProperty}
