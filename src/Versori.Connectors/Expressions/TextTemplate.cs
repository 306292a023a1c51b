using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Versori.Connectors.Expressions;

/// <summary>
/// Text with expressions in braces, such as <c>Token token="{key}"</c>. Parsed once, filled often. The language is
/// described in <c>docs/templates.md</c>; its grammar stands on <see cref="TemplateParser"/>.
/// </summary>
/// <remarks>Immutable and safe to share between threads. Values are never parsed: a brace in a value is inert.</remarks>
internal sealed class TextTemplate
{
    private TextTemplate(string text, TemplatePart[] parts)
    {
        Text = text;
        Parts = parts;
        Names = [.. parts.SelectMany(part => part.Expression?.Names ?? []).Distinct(StringComparer.Ordinal)];
        Constant = parts switch
        {
            [] => "",
            [{ Literal: { } literal }] => literal,
            _ => null,
        };
    }

    /// <summary>The template as it was written.</summary>
    public string Text { get; }

    /// <summary>Literals and expressions; no two literals stand beside each other.</summary>
    internal TemplatePart[] Parts { get; }

    /// <summary>The names it uses, each once, in the order in which they are met.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether it comes to something else for each request.</summary>
    public bool IsPerRequest => Array.Exists(Parts, part => part.Expression is { IsPerRequest: true });

    /// <summary>Whether it has no expressions.</summary>
    [MemberNotNullWhen(true, nameof(Constant))]
    public bool IsConstant => Constant is not null;

    /// <summary>What it always fills to, when it has no expressions.</summary>
    public string? Constant { get; }

    /// <summary>Parses a template.</summary>
    /// <exception cref="TemplateSyntaxException">The text is not a template.</exception>
    public static TextTemplate Parse(string text) =>
        TryParse(text, out var template, out var error) ? template : throw new TemplateSyntaxException(error);

    /// <summary>Parses a template, or says what is wrong with the text.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out TextTemplate? template, [NotNullWhen(false)] out TemplateSyntaxError? error)
    {
        var parser = new TemplateParser(text);
        template = parser.TryParse(out var parts, out error) ? new TextTemplate(text, parts) : null;
        return template is not null;
    }

    /// <summary>The names it uses that are not among those declared.</summary>
    public IEnumerable<string> UndeclaredNames(IReadOnlySet<string> declared) => Names.Where(name => !declared.Contains(name));

    /// <summary>The first name without a value and without a fallback; <see langword="null"/> when it can be filled.</summary>
    public string? Missing(TemplateValues values) => Parts
        .Where(part => part.Expression is not null)
        .Select(part => TemplateFilling.Attempt(part, values).Missing)
        .FirstOrDefault(missing => missing is not null);

    /// <summary>
    /// Puts the values in. Each is encoded for the position; the literal text is taken as it stands.
    /// </summary>
    /// <exception cref="ConnectorException">
    /// A value is missing, or must not stand in the position. The location is its name; the code is
    /// <see cref="ConnectorErrorCode.InvalidCredential"/> for a secret, otherwise <see cref="ConnectorErrorCode.InvalidInput"/>.
    /// </exception>
    public string Fill(TemplateValues values, TemplatePosition position)
    {
        if (Constant is { } constant) return constant;

        var filling = new TemplateFilling(values, stackalloc char[256]);
        try
        {
            foreach (var part in Parts) filling.Append(part, position);
            filling.Complete();
            return filling.ToString();
        }
        finally
        {
            filling.Dispose();
        }
    }

    /// <summary>
    /// The bytes of the filled template: those that a single expression comes to, such as a hash, as they are; all else as
    /// UTF-8.
    /// </summary>
    /// <exception cref="ConnectorException">A value is missing.</exception>
    public byte[] FillBytes(TemplateValues values) => Parts is [{ Expression: not null } only]
        ? TemplateFilling.Evaluate(only, values).Bytes
        : Encoding.UTF8.GetBytes(Fill(values, TemplatePosition.Raw));

    /// <summary>The template as it was written.</summary>
    public override string ToString() => Text;
}
