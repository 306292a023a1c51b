namespace Versori.Connectors.Authentication;

/// <summary>Validates a placement of a definition, before any value is known.</summary>
internal static class PlacementProblems
{
    public static IEnumerable<(string Pointer, string Message)> Of(string pointer, CredentialPlacement placement)
    {
        if (PlacementAuthenticators.NameProblem(placement) is { } problem) yield return ($"{pointer}/name", problem);
    }
}
