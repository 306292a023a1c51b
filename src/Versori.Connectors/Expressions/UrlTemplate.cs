using System.Diagnostics.CodeAnalysis;

namespace Versori.Connectors.Expressions;

/// <summary>
/// A template of an absolute <c>http</c> or <c>https</c> URL, such as <c>https://{store}.myshopify.com/admin</c>. It knows
/// where in the URL each expression stands, and keeps its value there.
/// </summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
internal sealed class UrlTemplate
{
    private readonly TextTemplate _template;
    private readonly TemplatePosition[] _positions;
    private readonly Uri? _constant;

    private UrlTemplate(TextTemplate template, TemplatePosition[] positions)
    {
        _template = template;
        _positions = positions;
        if (template.Constant is { } constant) _constant = new Uri(constant, UriKind.Absolute);
    }

    /// <summary>The template as it was written.</summary>
    public string Text => _template.Text;

    /// <summary>The names it uses, each once.</summary>
    public IReadOnlyList<string> Names => _template.Names;

    /// <summary>Whether it has no expressions.</summary>
    [MemberNotNullWhen(true, nameof(Constant))]
    public bool IsConstant => _constant is not null;

    /// <summary>What it always fills to, when it has no expressions.</summary>
    public Uri? Constant => _constant;

    /// <summary>Where each part stands; tests look at it.</summary>
    internal IReadOnlyList<TemplatePosition> Positions => _positions;

    /// <summary>Parses a template of a URL.</summary>
    /// <exception cref="TemplateSyntaxException">The text is not a template, or not that of an absolute URL.</exception>
    public static UrlTemplate Parse(string text) =>
        TryParse(text, out var template, out var error) ? template : throw new TemplateSyntaxException(error);

    /// <summary>Parses a template of a URL, or says what is wrong with the text.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out UrlTemplate? template, [NotNullWhen(false)] out TemplateSyntaxError? error)
    {
        template = null;
        if (!TextTemplate.TryParse(text, out var parsed, out error)) return false;
        if (!UrlTemplateReader.TryRead(parsed.Parts, out var positions, out error)) return false;
        template = new UrlTemplate(parsed, positions);
        return true;
    }

    /// <summary>The names it uses that are not among those declared.</summary>
    public IEnumerable<string> UndeclaredNames(IReadOnlySet<string> declared) => _template.UndeclaredNames(declared);

    /// <summary>
    /// Whether its host is named by the author: written out, or with values of the given names and no others.
    /// </summary>
    public bool NamesItsHost(IReadOnlySet<string> names)
    {
        var hasText = false;
        for (var i = 0; i < _positions.Length; i++)
        {
            var part = _template.Parts[i];
            switch (_positions[i])
            {
                case TemplatePosition.UrlStart when part.Expression is { } expression:
                    if (!expression.Names.All(names.Contains)) return false;
                    hasText = true;
                    break;
                case TemplatePosition.Host when part.Expression is { } expression:
                    if (!expression.Names.All(names.Contains)) return false;
                    break;
                case TemplatePosition.HostLabel when part.Expression is { } expression:
                    if (!expression.Names.All(names.Contains)) return false;
                    break;
                case TemplatePosition.Port when part.Expression is { } expression:
                    if (!expression.Names.All(names.Contains)) return false;
                    break;
            }

            hasText |= part.Literal is not null;
        }

        return hasText;
    }

    /// <summary>Puts the values in, each encoded for its place in the URL.</summary>
    /// <exception cref="ConnectorException">A value is missing or would change another part of the URL; the location is its name.</exception>
    public Uri Fill(TemplateValues values)
    {
        if (_constant is not null) return _constant;

        var filling = new TemplateFilling(values, stackalloc char[256]);
        try
        {
            for (var i = 0; i < _positions.Length; i++) filling.Append(_template.Parts[i], _positions[i]);
            filling.Complete();
            return Uri.TryCreate(filling.ToString(), UriKind.Absolute, out var url) && url.UserInfo.Length == 0
                ? url
                : throw TemplateErrors.NotAUrl(this, values);
        }
        finally
        {
            filling.Dispose();
        }
    }

    /// <summary>The template as it was written.</summary>
    public override string ToString() => Text;
}
