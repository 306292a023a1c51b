using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>Assigns the arguments of a call to the parameters and the body of an endpoint.</summary>
internal sealed class ArgumentBinder
{
    /// <summary>The name of the argument that is the whole body.</summary>
    public const string BodyName = "body";

    private const string BodyPrefix = "body.";

    private readonly List<ParameterSlot> _slots;
    private readonly BodyContent? _body;
    private readonly bool _needsBody;
    private readonly bool _hasWholeQuery;
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ParameterSlot> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ParameterSlot> _byQualifiedName = new(StringComparer.Ordinal);

    /// <summary>Prepares the arguments of an endpoint.</summary>
    /// <param name="slots">The parameters.</param>
    /// <param name="body">The media type of the body; <see langword="null"/> if the endpoint has none.</param>
    /// <param name="needsBody">Whether the body is required.</param>
    public ArgumentBinder(List<ParameterSlot> slots, BodyContent? body, bool needsBody)
    {
        _slots = slots;
        _body = body;
        _needsBody = needsBody;
        _hasWholeQuery = slots.Exists(static slot => slot.In == ParameterLocation.QueryString);

        // If several locations use a name, the first location in this order gets the unqualified name.
        foreach (var slot in slots.OrderBy(slot => slot.In))
        {
            _byName.TryAdd(slot.Name, slot);
            _byQualifiedName.TryAdd(slot.QualifiedName, slot);
        }

        if (body is { HasFields: true }) _fields.UnionWith(body.View?.PropertyNames ?? []);
    }

    /// <summary>The media type of the body.</summary>
    public BodyContent? Body => _body;

    /// <summary>Binds the arguments. Errors are added to <paramref name="errors"/>.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="checks">
    /// The checks against the schemas of parameters; <see langword="null"/> to check names only.
    /// </param>
    /// <param name="errors">The list to which errors are added.</param>
    public BoundArguments Bind(EndpointArguments arguments, ArgumentChecks? checks, List<ConnectorError> errors)
    {
        var bound = new BoundArguments(_slots);
        foreach (var (name, value) in arguments.Items)
        {
            if (_body is not null && name == BodyName) BindBody(value, bound);
            else if (TryFindSlot(name, out var slot)) BindParameter(slot, name, value, bound, checks, errors);
            else if (FieldOf(name) is { } field) BindField(field, name, value, bound, errors);
            else errors.Add(Unknown(name));
        }

        CheckBody(bound, errors);
        CheckQuery(bound, errors);
        AddStandardValues(bound, errors);
        CheckRequiredParameters(bound, errors);
        return bound;
    }

    /// <summary>The shortest name that identifies a parameter.</summary>
    public string NameOf(ParameterSlot slot) => _byName[slot.Name] == slot ? slot.Name : slot.QualifiedName;

    /// <summary>The shortest name that identifies a field of the body.</summary>
    public string NameOfField(string field) =>
        _byName.ContainsKey(field) || field == BodyName ? BodyPrefix + field : field;

    public static ConnectorError Invalid(string name, string message) =>
        new() { Code = ConnectorErrorCode.InvalidArgument, Location = name, Message = message };

    private static string LocationOf(ParameterSlot slot) => slot.In switch
    {
        ParameterLocation.QueryString => "query",
        _ => slot.In.ToString().ToLowerInvariant(),
    };

    private bool TryFindSlot(string name, [NotNullWhen(true)] out ParameterSlot? slot) =>
        _byName.TryGetValue(name, out slot) || _byQualifiedName.TryGetValue(name, out slot);

    private void CheckBody(BoundArguments bound, List<ConnectorError> errors)
    {
        if (_body is null) return;
        if (bound is { Body: not null, HasFields: true })
        {
            errors.Add(Invalid(
                bound.Fields.Items[0].Key,
                "The whole body is given as 'body', and this argument is a field of the body. "
                + "Add the field to 'body', or omit 'body'."));
        }

        if (!_needsBody || bound is not { Body: null, HasFields: false }) return;
        errors.Add(Invalid(BodyName, _fields.Count == 0
            ? "The body is missing."
            : $"The body is missing. Give it as 'body', or give its fields: {string.Join(", ", _fields)}."));
    }

    // OpenAPI 3.2 §4.12.1: a parameter that is the whole query excludes all others of the query.
    private void CheckQuery(BoundArguments bound, List<ConnectorError> errors)
    {
        if (!_hasWholeQuery) return;
        var whole = _slots.Find(slot => slot.In == ParameterLocation.QueryString && bound.Has(slot));
        if (whole is null) return;
        foreach (var slot in _slots.Where(slot => slot.In == ParameterLocation.Query && bound.Has(slot)))
        {
            errors.Add(Invalid(
                NameOf(slot), $"The parameter '{NameOf(whole)}' is the whole query. Omit one of the two."));
        }
    }

    // A parameter whose value was refused does not get another one.
    private void AddStandardValues(BoundArguments bound, List<ConnectorError> errors)
    {
        if (errors.Count > 0) return;
        foreach (var slot in _slots)
        {
            if (slot.Standard is { } value && !bound.Has(slot))
                bound.TryAdd(slot, ArgumentConverter.FromElement(value)!);
        }
    }

    private void CheckRequiredParameters(BoundArguments bound, List<ConnectorError> errors)
    {
        foreach (var slot in _slots)
        {
            if (!slot.IsRequired || bound.Has(slot) || slot.Standard is not null) continue;

            // A value that was refused is not reported as missing.
            var name = NameOf(slot);
            if (IsReported(errors, name, slot.QualifiedName)) continue;
            errors.Add(Invalid(name, $"The {LocationOf(slot)} parameter is required and was not given."));
        }
    }

    private static bool IsReported(List<ConnectorError> errors, string name, string qualifiedName) =>
        errors.Exists(error => IsAbout(error, name) || IsAbout(error, qualifiedName));

    private static bool IsAbout(ConnectorError error, string name) =>
        error.Location is { } location
        && location.StartsWith(name, StringComparison.Ordinal)
        && (location.Length == name.Length || location[name.Length] == '/');

    private static void BindParameter(
        ParameterSlot slot,
        string name,
        object? value,
        BoundArguments bound,
        ArgumentChecks? checks,
        List<ConnectorError> errors)
    {
        if (value is null) return;
        if (PlainScalar.Of(value) is { } plain && slot.Accepts(plain, checks))
        {
            if (!bound.TryAdd(slot, plain)) errors.Add(Twice(slot, name));
            return;
        }

        string? problem = null;
        var node = ArgumentConverter.ToNode(OwnJson.Open(value), slot.Schema, ref problem);
        if (problem is not null)
        {
            errors.Add(Invalid(name, problem));
            return;
        }

        if (node is not null)
        {
            var before = errors.Count;
            ArgumentCheck.AddTextProblems(node, name, errors);
            if (errors.Count == before) checks?.CheckParameter(slot, name, node, errors);
            if (errors.Count == before && StyleLimits.Problem(slot, node) is { } limit)
                errors.Add(Invalid(name, limit));
            if (errors.Count > before) return;
        }

        // RFC 6570 §2.3: an empty list is undefined, so it is omitted unless the parameter is required.
        var isUndefined = node is not null && IsEmpty(node) && slot.ContentType is null;
        var isOmitted = node is null || (isUndefined && !slot.IsRequired);
        if (isOmitted || bound.TryAdd(slot, node!)) return;
        errors.Add(Twice(slot, name));
    }

    private static ConnectorError Twice(ParameterSlot slot, string name) => Invalid(
        name, $"The {LocationOf(slot)} parameter is given twice, by its name and by '{slot.QualifiedName}'.");

    private static bool IsEmpty(JsonNode node) => node is JsonArray { Count: 0 } or JsonObject { Count: 0 };

    // Bodies of issues and messages often have a field named body. A scalar value is that field, not the whole body.
    private void BindBody(object? value, BoundArguments bound)
    {
        var isScalar = value is string
            || !(value is null or IEnumerable or JsonNode or JsonElement or OwnJson
                || ArgumentConverter.IsContent(value));
        if (isScalar && _fields.Contains(BodyName)) bound.TryAddField(BodyName, value);
        else bound.Body = value;
    }

    private static void BindField(
        string field, string name, object? value, BoundArguments bound, List<ConnectorError> errors)
    {
        if (value is null || bound.TryAddField(field, value)) return;
        errors.Add(Invalid(name, $"The body field is given twice, by its name and by '{BodyPrefix}{field}'."));
    }

    private string? FieldOf(string name)
    {
        if (_body is not { HasFields: true }) return null;
        if (_fields.Contains(name)) return name;
        if (!name.StartsWith(BodyPrefix, StringComparison.Ordinal)) return null;
        var field = name[BodyPrefix.Length..];
        return field.Length > 0 && (_fields.Contains(field) || _body.View?.IsClosed != true) ? field : null;
    }

    private ConnectorError Unknown(string name)
    {
        var names = NearestNames.Of(name, [.. _byName.Keys, .. _fields, .. _body is null ? [] : (string[])[BodyName]]);
        var message = names.Count == 0
            ? "The endpoint has no arguments."
            : $"The endpoint has no such argument. Did you mean '{names[0]}'? There are: {string.Join(", ", names)}.";
        return Invalid(name, message) with { Related = names };
    }
}
