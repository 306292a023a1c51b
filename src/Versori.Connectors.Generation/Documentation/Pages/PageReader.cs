using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Markdig;
using Markdig.Renderers;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Documentation;

/// <summary>Splits a page into its blocks. Markdown becomes HTML first, so that there is one way.</summary>
internal sealed class PageReader
{
    // No page of documentation is nested deeper. What is deeper is read as text of its level.
    private const int MaximumDepth = 200;

    private static readonly MarkdownPipeline Markdown =
        new MarkdownPipelineBuilder().UsePipeTables().UseGridTables().UseDefinitionLists().Build();

    private static readonly HashSet<string> Ignored = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "nav", "svg", "head", "button", "form", "iframe", "object",
    };

    private static readonly HashSet<string> Inline = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "i", "kbd", "label", "mark", "q", "s",
        "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "tt", "font", "ins", "del",
    };

    private readonly List<PageBlock> _blocks = [];
    private readonly StringBuilder _text = new();
    private readonly Uri? _page;
    private readonly Work _work;

    private PageReader(Uri? page, Work work)
    {
        _page = page;
        _work = work;
    }

    /// <summary>Returns the blocks of a page.</summary>
    public static IReadOnlyList<PageBlock> Read(string text, PageFormat format, Uri? page, Work work)
    {
        if (format == PageFormat.Unknown) format = IsHtml(text) ? PageFormat.Html : PageFormat.Markdown;
        var html = format == PageFormat.Html ? text : ToHtml(text);
        if (HtmlNesting.IsTooDeep(html)) throw DocumentErrors.Invalid("", "The page is nested too deeply.");
        using var document = new HtmlParser().ParseDocument(html);
        var reader = new PageReader(page, work);
        if (document.Body is { } body) reader.ReadChildren(body, 0);
        reader.EndText();
        return reader._blocks;
    }

    private static string ToHtml(string markdown)
    {
        try
        {
            // A renderer of its own: those that Markdig keeps for later stay as an exception left them.
            var html = new StringWriter(CultureInfo.InvariantCulture);
            var renderer = new HtmlRenderer(html);
            Markdown.Setup(renderer);
            renderer.Render(Markdig.Markdown.Parse(markdown, Markdown));
            return html.ToString();
        }
        catch (ArgumentException exception)
        {
            // The limit of Markdig for nested elements.
            throw DocumentErrors.Invalid("", $"The Markdown cannot be read: {exception.Message}", inner: exception);
        }
    }

    private static bool IsHtml(string text)
    {
        var start = text.AsSpan().TrimStart()[..Math.Min(200, text.AsSpan().TrimStart().Length)];
        return start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)
            || text.Contains("</p>", StringComparison.OrdinalIgnoreCase)
            || text.Contains("</div>", StringComparison.OrdinalIgnoreCase);
    }

    private void ReadChildren(INode parent, int depth)
    {
        foreach (var node in parent.ChildNodes)
        {
            _work.Step();
            if (node is IText text) _text.Append(text.Data.ReplaceLineEndings(" "));
            else if (node is IElement element) ReadElement(element, depth);
        }
    }

    private void ReadElement(IElement element, int depth)
    {
        var name = element.LocalName;
        if (Ignored.Contains(name)) return;
        if (depth > MaximumDepth || name is "br" or "hr")
        {
            _text.Append('\n');
            return;
        }

        if (name == "code" && element.ParentElement is not IHtmlPreElement) _text.Append('`');
        if (Inline.Contains(name))
        {
            ReadChildren(element, depth + 1);
            if (name == "code" && element.ParentElement is not IHtmlPreElement) _text.Append('`');
            return;
        }

        EndText();
        if (name is "h1" or "h2" or "h3" or "h4" or "h5" or "h6")
            Add(new(BlockKind.Heading, Flat(element.TextContent), _page) { Level = name[1] - '0' });
        else if (name == "pre")
            Add(new(BlockKind.Code, element.TextContent.ReplaceLineEndings("\n").Trim('\n'), _page));
        else if (element is IHtmlTableElement table)
            ReadTable(table);
        else
            ReadChildren(element, depth + 1);
        EndText();
    }

    private void ReadTable(IHtmlTableElement table)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var row in table.Rows)
        {
            _work.Step();
            rows.Add([.. row.Cells.Select(cell => Flat(CellText(cell)))]);
        }

        var text = string.Join('\n', rows.Select(row => string.Join(" | ", row)));
        Add(new(BlockKind.Table, text, _page) { Rows = rows });
    }

    // Elements of a cell are words of their own.
    private static string CellText(INode cell) =>
        string.Join(' ', cell.ChildNodes.Select(node => node.TextContent));

    private void EndText()
    {
        var text = _text.ToString();
        _text.Clear();
        var lines = text.Split('\n').Select(Flat).Where(line => line.Length > 0);
        Add(new(BlockKind.Text, string.Join('\n', lines), _page));
    }

    private void Add(PageBlock block)
    {
        if (block.Text.Length > 0) _blocks.Add(block);
    }

    /// <summary>Returns a text with single spaces.</summary>
    private static string Flat(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
