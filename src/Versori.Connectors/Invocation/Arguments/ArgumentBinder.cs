using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>Finds the place of each argument of an endpoint.</summary>
internal sealed class ArgumentBinder
{
    private const string BodyName = "body";
    private const string BodyPrefix = "body.";

    private readonly IReadOnlyList<ParameterSlot> _slots;
    private readonly EndpointRequestBody? _body;
    private readonly SchemaView? _bodySchema;
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ParameterSlot> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ParameterSlot> _byQualifiedName = new(StringComparer.Ordinal);

    public ArgumentBinder(IReadOnlyList<ParameterSlot> slots, EndpointRequestBody? body, SchemaView? bodySchema)
    {
        (_slots, _body, _bodySchema) = (slots, body, bodySchema);

        // The order of the locations is the order in which they get a bare name.
        foreach (var slot in slots.OrderBy(slot => slot.In))
        {
            _byName.TryAdd(slot.Name, slot);
            _byQualifiedName.TryAdd(slot.QualifiedName, slot);
        }

        if (body is not null && HasFields) _fields.UnionWith(bodySchema?.PropertyNames ?? []);
    }

    private bool HasFields => MediaType.Of(_body!.ContentType) is MediaKind.Json or MediaKind.Form or MediaKind.Multipart;

    /// <summary>Binds the arguments; what is wrong with them is added to <paramref name="errors"/>.</summary>
    public BoundArguments Bind(EndpointArguments arguments, List<ConnectorError> errors)
    {
        var bound = new BoundArguments();
        foreach (var (name, value) in arguments)
        {
            if (_body is not null && name == BodyName) BindBody(value, bound);
            else if (_byName.TryGetValue(name, out var slot) || _byQualifiedName.TryGetValue(name, out slot)) BindParameter(slot, name, value, bound, errors);
            else if (FieldOf(name) is { } field) BindField(field, name, value, bound, errors);
            else errors.Add(Unknown(name));
        }

        if (bound is { Body: not null, Fields.Count: > 0 })
            errors.Add(Invalid(bound.Fields.Keys.First(), "The body is given whole, as 'body', and this is a field of it. Give it within 'body', or leave 'body' out."));
        if (_body is { Required: true } && bound is { Body: null, Fields.Count: 0 })
            errors.Add(Invalid(BodyName, _fields.Count == 0 ? "The body is missing." : $"The body is missing. Give it as 'body', or its fields: {string.Join(", ", _fields)}."));
        foreach (var slot in _slots.Where(slot => slot.IsRequired && !bound.Parameters.ContainsKey(slot)))
        {
            // A value that was refused is not missing as well.
            var name = NameOf(slot);
            if (!errors.Exists(error => error.Location == name || error.Location == slot.QualifiedName)) errors.Add(Invalid(name, $"The {slot.In.ToString().ToLowerInvariant()} parameter is required and was not given."));
        }

        return bound;
    }

    /// <summary>The shortest name that reaches a parameter.</summary>
    public string NameOf(ParameterSlot slot) => _byName[slot.Name] == slot ? slot.Name : slot.QualifiedName;

    public static ConnectorError Invalid(string name, string message) =>
        new() { Code = ConnectorErrorCode.InvalidArgument, Location = name, Message = message };

    private static void BindParameter(ParameterSlot slot, string name, object? value, BoundArguments bound, List<ConnectorError> errors)
    {
        if (value is null) return;
        string? problem = null;
        var node = ArgumentConverter.ToNode(value, slot.Schema, ref problem);
        if (problem is null && node is not null) problem = ArgumentCheck.Problem(node, slot.Schema);
        if (problem is not null) errors.Add(Invalid(name, problem));
        else if (node is null) return;

        // An empty list says nothing (RFC 6570 §2.3: it is undefined), unless something has to be said.
        else if (node is JsonArray { Count: 0 } or JsonObject { Count: 0 } && !slot.IsRequired) return;
        else if (!bound.Parameters.TryAdd(slot, node)) errors.Add(Invalid(name, $"The {slot.In.ToString().ToLowerInvariant()} parameter is given twice, by its name and by '{slot.QualifiedName}'."));
    }

    // Where the body has a field called body, as issues and messages often do, one value is that field and not the whole.
    private void BindBody(object? value, BoundArguments bound)
    {
        var isScalar = value is string or not (null or IEnumerable or JsonNode or JsonElement or Stream or HttpContent);
        if (isScalar && _fields.Contains(BodyName)) bound.Fields.TryAdd(BodyName, value);
        else bound.Body = value;
    }

    private static void BindField(string field, string name, object? value, BoundArguments bound, List<ConnectorError> errors)
    {
        if (value is not null && !bound.Fields.TryAdd(field, value)) errors.Add(Invalid(name, $"The field of the body is given twice, by its name and by '{BodyPrefix}{field}'."));
    }

    private string? FieldOf(string name)
    {
        if (_body is null || !HasFields) return null;
        if (_fields.Contains(name)) return name;
        if (!name.StartsWith(BodyPrefix, StringComparison.Ordinal)) return null;
        var field = name[BodyPrefix.Length..];
        return field.Length > 0 && (_fields.Contains(field) || _bodySchema?.IsOpen != false) ? field : null;
    }

    private ConnectorError Unknown(string name)
    {
        var names = NearestNames.Of(name, [.. _byName.Keys, .. _fields, .. _body is null ? [] : (string[])[BodyName]]);
        return Invalid(name, names.Count == 0
            ? "There is no such argument; the endpoint takes none."
            : $"There is no such argument. Did you mean '{names[0]}'? There are: {string.Join(", ", names)}.") with
        { Related = names };
    }
}
