namespace Versori.Connectors.Catalog;

/// <summary>Compares the parameters of an endpoint.</summary>
internal static class ParameterComparison
{
    public static void Compare(
        IReadOnlyList<EndpointParameter> before,
        IReadOnlyList<EndpointParameter> after,
        string pointer,
        SchemaComparison schemas,
        ChangeLog log)
    {
        var earlier = Indexed(before);
        var later = Indexed(after);
        var removed = earlier.Where(item => !later.ContainsKey(item.Key)).Select(item => item.Value).ToList();
        var added = later.Where(item => !earlier.ContainsKey(item.Key)).Select(item => item.Value).ToList();
        foreach (var (index, former) in removed)
        {
            // A name that is at one other location has moved there.
            var moved = added.FindAll(item => item.Parameter.Name == former.Name);
            var isMoved = moved.Count == 1 && removed.Count(item => item.Parameter.Name == former.Name) == 1;
            if (!isMoved)
            {
                log.Add(ChangeKind.Removed, ChangeImpact.Breaking, $"{pointer}/{index}", Place(former),
                    $"The parameter '{former.Name}' ({former.In}) was removed. Calls that set it are refused.");
                continue;
            }

            added.Remove(moved[0]);
            log.Changed(
                ChangeImpact.Breaking,
                $"{pointer}/{moved[0].Index}/in",
                $"parameters/{former.Name}/in",
                $"The parameter '{former.Name}' moved from {former.In} to {moved[0].Parameter.In}.",
                former.In.ToString(),
                moved[0].Parameter.In.ToString());
            Compare(former, moved[0].Parameter, $"{pointer}/{moved[0].Index}", schemas, log);
        }

        foreach (var (key, (index, parameter)) in later)
        {
            if (earlier.TryGetValue(key, out var former))
                Compare(former.Parameter, parameter, $"{pointer}/{index}", schemas, log);
        }

        foreach (var (index, parameter) in added)
        {
            var isRequired = parameter.Required && !parameter.Internal;
            log.Add(
                ChangeKind.Added,
                isRequired ? ChangeImpact.Breaking : ChangeImpact.Compatible,
                $"{pointer}/{index}",
                Place(parameter),
                $"The {(parameter.Required ? "required" : "optional")} parameter '{parameter.Name}' ({parameter.In}) "
                + "was added.");
        }
    }

    private static void Compare(
        EndpointParameter former, EndpointParameter parameter, string pointer, SchemaComparison schemas, ChangeLog log)
    {
        var place = Place(parameter);
        if (former.Required != parameter.Required)
        {
            log.Changed(
                parameter.Required ? ChangeImpact.Breaking : ChangeImpact.Compatible,
                $"{pointer}/required",
                $"{place}/required",
                $"The parameter '{parameter.Name}' is {(parameter.Required ? "required" : "optional")} now.");
        }

        var isWrittenAlike = former.Style == parameter.Style && former.Explode == parameter.Explode
            && former.AllowReserved == parameter.AllowReserved && former.ContentType == parameter.ContentType
            && former.AllowEmptyValue == parameter.AllowEmptyValue && former.Internal == parameter.Internal;
        if (!isWrittenAlike)
        {
            log.Changed(
                ChangeImpact.PossiblyBreaking,
                pointer,
                $"{place}/style",
                $"How the parameter '{parameter.Name}' is written changed. Calls by endpoint id follow it.");
        }

        schemas.CompareRequest(former.Schema, parameter.Schema, $"{pointer}/schema", place);
    }

    private static string Place(EndpointParameter parameter) =>
        $"parameters/{LocationName(parameter.In)}/{parameter.Name}";

    private static string LocationName(ParameterLocation location) => location switch
    {
        ParameterLocation.QueryString => "queryString",
        _ => location.ToString().ToLowerInvariant(),
    };

    // The names of headers are compared without case (RFC 9110 §5.1).
    private static OrderedDictionary<string, (int Index, EndpointParameter Parameter)> Indexed(
        IReadOnlyList<EndpointParameter> parameters)
    {
        var found = new OrderedDictionary<string, (int, EndpointParameter)>(StringComparer.Ordinal);
        foreach (var (index, parameter) in parameters.Index())
        {
            var name = parameter.In == ParameterLocation.Header ? parameter.Name.ToLowerInvariant() : parameter.Name;
            found.TryAdd($"{parameter.In} {name}", (index, parameter));
        }

        return found;
    }
}
