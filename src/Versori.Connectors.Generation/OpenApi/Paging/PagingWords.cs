namespace Versori.Connectors.Generation.OpenApi;

/// <summary>The names of paging, as <see cref="PagingName.Of"/> writes them.</summary>
internal static class PagingWords
{
    /// <summary>Parameters that take the position that a response states.</summary>
    public static readonly HashSet<string> Cursors = Set(
        "cursor nextcursor pagecursor pagetoken nextpagetoken nexttoken continuationtoken continuation "
        + "continue paginationtoken paginationkey paginationcursor scrollid pagingtoken startingtoken "
        + "starttoken exclusivestartkey exclusivestartid skiptoken marker startmarker startingafter after "
        + "startafter pageafter aftercursor cursorafter lastkey lastid lastevaluatedkey bookmark searchafter "
        + "startkey startcursor pagestate pagingstate iterator resumptiontoken cursormark nextmarker next "
        + "nextpage nextkey pagekey pagemarker pagecontinuation pagepagetoken pagecursorafter afterid afterkey "
        + "startingcursor startcursorid cursorid cursortoken listtoken resumetoken pagecontinuationtoken "
        + "continuationkey pageid offsettoken paginatetoken variablesafter "
        + "variablescursor paginationafter pagingcursor nextcontinuationtoken position pagingkey startfrom "
        + "fromcursor tokenpage nextlink odataskiptoken sincetoken nextbatch");

    /// <summary>Properties of responses with a position for another request.</summary>
    public static readonly HashSet<string> Nexts = Set(
        "nextcursor nextpagecursor nextpagetoken nexttoken nextcontinuationtoken continuationtoken "
        + "continuation nextmarker nextpagemarker nextpageid nextkey nextoffset nextpage next nextstart "
        + "nextstartkey nextid nextstartingtoken endcursor aftercursor cursorafter nextpagestate pagingstate "
        + "pagestate scrollid lastevaluatedkey lastkey lastid nextbookmark bookmark nextposition nextiterator "
        + "nextsearchafter searchafter nextpageno nextpagenumber nextpageindex nextanchor resumptiontoken "
        + "cursor pagetoken after continue nextstartingafter marker nextpagingtoken pagingtoken paginationtoken "
        + "nextcursormark nextskip nextfrom nextpageoffset nextbatch nextstartat "
        + "nextstartindex nextcontinuation nextpaginationtoken nextpagekey nextafter lastcursor nextlink "
        + "nextpagecontinuationtoken resumetoken nextindex nextskiptoken skiptoken nextresult nextpositiontoken "
        + "paginationkey nextpagestart nextrecord cursortoken nextset cursornext pagecursor");

    /// <summary>Properties of responses with the URL of the next page.</summary>
    public static readonly HashSet<string> Urls = Set(
        "nextlink odatanextlink nexturl nexturi nextpageurl nextpageuri nextpagelink nexthref nextrecordsurl "
        + "nextpagepath nextpath linknext linksnext nextresultsurl nextpagehref urlnext nextresultsuri "
        + "nextquery odatanextpagelink morelink nextresultslink nexturlpath");

    /// <summary>Parameters with a number of items that are skipped.</summary>
    public static readonly HashSet<string> Offsets = Set(
        "offset skip startindex startat firstresult startposition startrow rowoffset resultoffset pageoffset "
        + "firstrecord startrecord recordoffset itemoffset skipcount startitem startoffset "
        + "fromindex paginationoffset pagingoffset queryoffset skiprows skiprecords offsetindex listoffset "
        + "resultsoffset pagefrom pageskip startnum recordstart beginindex pagestart pagestartat fromrow "
        + "rowstart");

    /// <summary>Parameters with such a number, if the size of a page is a parameter beside them.</summary>
    public static readonly HashSet<string> WeakOffsets = Set("start from first begin index starting");

    /// <summary>Parameters with the number of a page.</summary>
    public static readonly HashSet<string> Pages = Set(
        "page pagenumber pageno pagenum pageindex currentpage pagenr pg pagecurrent startpage pagepage "
        + "paginationpage resultpage pagenumero numpage numberpage pagingpage pagingpagenumber whichpage "
        + "requestedpage paginationpagenumber pageidx listpage curpage");

    /// <summary>Parameters with the number of items in a page.</summary>
    public static readonly HashSet<string> Sizes = Set(
        "limit perpage pagesize size count max maxresults maxitems maxrecords maxkeys top first rows rpp "
        + "results resultsperpage pagelimit itemsperpage num take length numresults amount hitsperpage "
        + "batchsize maxpagesize pagelen pagelength recordsperpage pagecount maxcount maxnumresults maxsize "
        + "resultlimit resultsize querylimit resultcount rowcount rowlimit limitcount listlimit nb "
        + "nbperpage psize pageitems paginationlimit paginationpagesize pagingpagesize pagingsize pagingcount "
        + "fetchsize countperpage maxresult pageperpage entriesperpage limitperpage recordlimit itemlimit "
        + "itemcount maxentries noofrecords n per recordcount maxrows resultsper perpagecount variablesfirst "
        + "variableslimit numrows numberofresults paginationsize paginglimit resultsetsize limitvalue "
        + "pagefirst maxperpage pagerecords");

    /// <summary>Properties that state whether there are further pages.</summary>
    public static readonly HashSet<string> More = Set(
        "hasmore hasnext hasnextpage hasmoreitems more moreresults moreavailable istruncated truncated "
        + "morepages hasmorepages hasmoreresults morerecords moreitemsincollection ismore hasmoredata "
        + "hasmorerecords moredata moreitems nextpageavailable hasmoreentries listtruncated hasnextitems "
        + "hasmorerows existmore");

    /// <summary>Properties with the number of all items.</summary>
    public static readonly HashSet<string> TotalItems = Set(
        "totalcount totalresults totalitems totalrecords totalelements totalentries totalhits totalrows total "
        + "totalsize totalnumber totalnumberofresults recordstotal counttotal totalresultcount");

    /// <summary>Properties with the number of all pages.</summary>
    public static readonly HashSet<string> TotalPages = Set(
        "totalpages pagecount pagestotal numpages pages totalpagecount numberofpages pagetotal lastpage "
        + "totalpage");

    /// <summary>Properties whose array usually contains the items.</summary>
    public static readonly HashSet<string> Items = Set(
        "items item data results result value values records entries list content contents rows hits elements "
        + "resources nodes objects collection payload docs documents entities");

    /// <summary>Properties whose array never contains the items, if there is another.</summary>
    public static readonly HashSet<string> NotItems = Set(
        "errors warnings link links messages facets aggregations aggs included includes columns fields tags "
        + "sort sorts filters schema meta metadata notes headers actions permissions scopes notfound failures "
        + "suggestions orderby sorting queries responsemessages edges unprocessedkeys commonprefixes");

    /// <summary>Properties whose array is not the list itself, even if there is no other.</summary>
    public static readonly HashSet<string> Never = Set("errors warnings link links failures included includes");

    /// <summary>Objects that contain links.</summary>
    public static readonly HashSet<string> Links = Set("links link urls pagelinks paginglinks nextlinks");

    /// <summary>Whether a name is that of a number of items that are skipped.</summary>
    public static bool IsOffset(string normal) =>
        Offsets.Contains(normal)
        || (normal.EndsWith("offset", StringComparison.Ordinal)
            && !normal.Contains("time", StringComparison.Ordinal)
            && !normal.Contains("utc", StringComparison.Ordinal));

    /// <summary>Whether a name is that of a page size.</summary>
    public static bool IsSize(string normal) =>
        Sizes.Contains(normal)
        || normal.EndsWith("limit", StringComparison.Ordinal)
        || normal.EndsWith("perpage", StringComparison.Ordinal)
        || normal.EndsWith("pagesize", StringComparison.Ordinal);

    private static HashSet<string> Set(string words) =>
        new(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
