namespace Versori.Connectors.Expressions;

/// <summary>
/// The values that templates are filled with: inputs, fields of a credential, captured values. Names are case-sensitive.
/// </summary>
/// <remarks>Safe for reading from several threads once it is made.</remarks>
internal sealed class TemplateValues(TemplateContext? context = null)
{
    private readonly TemplateValues? _below;
    private readonly ITemplateValueSource? _source;
    private readonly Dictionary<string, TemplateValue> _values = new(StringComparer.Ordinal);

    /// <summary>Where <c>now</c>, <c>uuid</c> and <c>nonce</c> come from.</summary>
    public TemplateContext Context { get; } = context ?? TemplateContext.System;

    /// <summary>Adds or replaces a value; <see langword="null"/> declares one that was not given.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The value.</param>
    /// <param name="isListed">
    /// Whether it is one of the values that the connector's author listed. Such a value may span several labels of a host.
    /// </param>
    public TemplateValues Set(string name, string? value, bool isListed = false)
    {
        _values[name] = new TemplateValue(value, isSecret: false, isListed);
        return this;
    }

    /// <summary>Adds or replaces a field of a credential; <see langword="null"/> declares one that was not given.</summary>
    public TemplateValues SetSecret(string name, Secret? value)
    {
        _values[name] = new TemplateValue(value?.Reveal(), isSecret: true, isListed: false);
        return this;
    }

    /// <summary>The same values with another context, such as a frozen one for a request.</summary>
    public TemplateValues In(TemplateContext other) => new(this, other, source: null);

    /// <summary>The same values below others, which are found first and worked out when they are needed.</summary>
    public TemplateValues Under(ITemplateValueSource source, TemplateContext other) => new(this, other, source);

    /// <summary>Finds what is known under a name.</summary>
    public bool TryGet(string name, out TemplateValue value) =>
        _values.TryGetValue(name, out value)
        || _source?.TryGet(name, out value) == true
        || _below?.TryGet(name, out value) == true;

    /// <summary>The very text among the values that equals another, if there is one.</summary>
    public string? Held(string? text) => text is null
        ? null
        : _values.Values.Select(value => value.Text).FirstOrDefault(held => string.Equals(held, text, StringComparison.Ordinal)) ?? _below?.Held(text);

    /// <summary>Whether the name is that of a field of a credential.</summary>
    public bool IsSecret(string name) => TryGet(name, out var value) && value.IsSecret;

    private TemplateValues(TemplateValues below, TemplateContext context, ITemplateValueSource? source)
        : this(context)
    {
        _below = below;
        _source = source;
    }
}
