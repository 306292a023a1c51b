using System.Diagnostics.CodeAnalysis;

namespace Versori.Connectors.Expressions;

/// <summary>
/// An expression for an absolute <c>http</c> or <c>https</c> URL, such as <c>https://{store}.myshopify.com/admin</c>.
/// Each value is encoded for the part of the URL that its placeholder is in, and cannot change another part.
/// </summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
internal sealed class UrlExpression
{
    private readonly TextExpression _expression;
    private readonly ValuePosition[] _positions;
    private readonly Uri? _constant;

    private UrlExpression(TextExpression expression, ValuePosition[] positions)
    {
        _expression = expression;
        _positions = positions;
        if (expression.Constant is { } constant) _constant = new Uri(constant, UriKind.Absolute);
    }

    /// <summary>The source text.</summary>
    public string Text => _expression.Text;

    /// <summary>The names that the expression uses, without duplicates.</summary>
    public IReadOnlyList<string> Names => _expression.Names;

    /// <summary>Whether the expression has no placeholders.</summary>
    [MemberNotNullWhen(true, nameof(Constant))]
    public bool IsConstant => _constant is not null;

    /// <summary>The result of an expression without placeholders, otherwise <see langword="null"/>.</summary>
    public Uri? Constant => _constant;

    /// <summary>Literals and placeholders. Two literals never follow each other.</summary>
    internal IReadOnlyList<ExpressionPart> Parts => _expression.Parts;

    /// <summary>The position of each part.</summary>
    internal IReadOnlyList<ValuePosition> Positions => _positions;

    /// <summary>Parses an expression for a URL.</summary>
    /// <exception cref="ExpressionSyntaxException">
    /// The text is not a valid expression, or not one for an absolute URL.
    /// </exception>
    public static UrlExpression Parse(string text) =>
        TryParse(text, out var expression, out var error) ? expression : throw new ExpressionSyntaxException(error);

    /// <summary>Parses an expression for a URL, or returns the syntax error.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out UrlExpression? expression,
        [NotNullWhen(false)] out ExpressionSyntaxError? error)
    {
        expression = null;
        if (!TextExpression.TryParse(text, out var parsed, out error)) return false;
        if (!UrlExpressionReader.TryRead(parsed.Parts, out var positions, out error)) return false;
        expression = new UrlExpression(parsed, positions);
        return true;
    }

    /// <summary>The names that the expression uses but that are not declared.</summary>
    public IEnumerable<string> UndeclaredNames(IReadOnlySet<string> declared) => _expression.UndeclaredNames(declared);

    /// <summary>
    /// Whether the author determines the host: as literal text, or with values of the given names only.
    /// </summary>
    public bool HasTrustedHost(IReadOnlySet<string> names)
    {
        var hasText = false;
        for (var i = 0; i < _positions.Length; i++)
        {
            var part = _expression.Parts[i];
            if (part.Placeholder is not { } placeholder)
            {
                hasText = true;
            }
            else if (IsInAuthority(_positions[i]))
            {
                if (!placeholder.Names.All(names.Contains)) return false;
                hasText |= _positions[i] == ValuePosition.UrlStart;
            }
        }

        return hasText;
    }

    /// <summary>Evaluates the expression. Each value is encoded for its position in the URL.</summary>
    /// <exception cref="ConnectorException">
    /// A value is missing or would change another part of the URL. The location is the name of the value.
    /// </exception>
    public Uri Evaluate(ExpressionValues values)
    {
        if (_constant is not null) return _constant;

        var writer = new ExpressionWriter(values, stackalloc char[256]);
        try
        {
            for (var i = 0; i < _positions.Length; i++) writer.Append(_expression.Parts[i], _positions[i]);
            writer.Complete();
            return Uri.TryCreate(writer.ToString(), UriKind.Absolute, out var url) && url.UserInfo.Length == 0
                ? url
                : throw ExpressionErrors.NotAUrl(this, values);
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>The source text.</summary>
    public override string ToString() => Text;

    // RFC 3986 §3.2. A value at the start of the URL contains the authority.
    private static bool IsInAuthority(ValuePosition position) => position is
        ValuePosition.UrlStart or ValuePosition.Host or ValuePosition.HostLabel or ValuePosition.Port;
}
