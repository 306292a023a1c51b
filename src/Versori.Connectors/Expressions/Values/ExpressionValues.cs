namespace Versori.Connectors.Expressions;

/// <summary>
/// The values that placeholders are replaced with: inputs, fields of a credential, captured values. Names are
/// case-sensitive.
/// </summary>
/// <remarks>Safe for reading from several threads after all values are set.</remarks>
internal sealed class ExpressionValues(ExpressionContext? context = null)
{
    private readonly ExpressionValues? _inherited;
    private readonly IExpressionValueSource? _source;
    private readonly Dictionary<string, ExpressionValue> _values = new(StringComparer.Ordinal);

    /// <summary>Provides the time and the random values of <c>now</c>, <c>uuid</c> and <c>nonce</c>.</summary>
    public ExpressionContext Context { get; } = context ?? ExpressionContext.System;

    /// <summary>Adds or replaces a value. <see langword="null"/> declares a value that was not supplied.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="isListed">
    /// Whether the connector's author listed the value. Such a value may consist of several labels of a host.
    /// </param>
    public ExpressionValues Set(string name, string? value, bool isListed = false)
    {
        _values[name] = new ExpressionValue(value, isSecret: false, isListed);
        return this;
    }

    /// <summary>
    /// Adds or replaces a field of a credential. <see langword="null"/> declares a field that was not supplied.
    /// </summary>
    public ExpressionValues SetSecret(string name, Secret? value)
    {
        _values[name] = new ExpressionValue(value?.Reveal(), isSecret: true, isListed: false);
        return this;
    }

    /// <summary>Returns the same values with another context, such as a frozen context for a request.</summary>
    public ExpressionValues WithContext(ExpressionContext other) => new(this, other, source: null);

    /// <summary>
    /// Returns these values combined with a source. The source is searched first, and computes its values when they are
    /// used.
    /// </summary>
    public ExpressionValues WithSource(IExpressionValueSource source, ExpressionContext other) =>
        new(this, other, source);

    /// <summary>Finds the value of a name.</summary>
    public bool TryGet(string name, out ExpressionValue value) =>
        _values.TryGetValue(name, out value)
        || _source?.TryGet(name, out value) == true
        || _inherited?.TryGet(name, out value) == true;

    /// <summary>
    /// Returns the held string that equals a text, or <see langword="null"/>. Reusing it avoids a second copy.
    /// </summary>
    public string? FindEqual(string? text) => text is null
        ? null
        : _values.Values
            .Select(value => value.Text)
            .FirstOrDefault(held => string.Equals(held, text, StringComparison.Ordinal))
            ?? _inherited?.FindEqual(text);

    /// <summary>The texts of all fields of a credential.</summary>
    public IEnumerable<string> SecretTexts => _values.Values
        .Where(value => value.IsSecret)
        .Select(value => value.Text)
        .OfType<string>()
        .Concat(_inherited?.SecretTexts ?? []);

    /// <summary>Whether a name is the name of a field of a credential.</summary>
    public bool IsSecret(string name) => TryGet(name, out var value) && value.IsSecret;

    private ExpressionValues(ExpressionValues inherited, ExpressionContext context, IExpressionValueSource? source)
        : this(context)
    {
        _inherited = inherited;
        _source = source;
    }
}
