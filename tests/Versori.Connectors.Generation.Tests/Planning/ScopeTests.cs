namespace Versori.Connectors.Generation.Tests;

/// <summary>A plan requests the fewest scopes that its endpoints need.</summary>
public sealed class ScopeTests
{
    private static readonly string Document = """
        openapi: 3.0.3
        info: { title: Notes, version: "1" }
        servers: [{ url: https://notes.example }]
        components:
          securitySchemes:
            login:
              type: oauth2
              flows:
                authorizationCode:
                  authorizationUrl: https://notes.example/authorize
                  tokenUrl: https://notes.example/token
                  scopes: { notes.admin: "", notes.read: "", notes.write: "", profile: "" }
        paths:
          /notes:
            get:
              operationId: listNotes
              summary: List notes
              security: [{ login: [notes.admin] }, { login: [notes.read] }]
              responses: { "200": { description: ok } }
            post:
              operationId: createNote
              summary: Create a note
              security: [{ login: [notes.write] }]
              responses: { "200": { description: ok } }
          /archive:
            get:
              operationId: listArchive
              summary: List the archive
              security: [{ login: [notes.read] }, { login: [notes.write] }]
              responses: { "200": { description: ok } }
          /me:
            get:
              operationId: getMe
              summary: Get the current user
              security: [{ login: [profile] }]
              responses: { "200": { description: ok } }
        """;

    [Theory]
    [InlineData("List the notes", "notes.read")]
    [InlineData("Create a note", "notes.write")]
    [InlineData("Create a note and list the archive", "notes.write")]
    [InlineData("List the notes and list the archive", "notes.read")]
    public async Task Of_alternatives_the_least_powerful_is_requested(string requirement, string scopes)
    {
        var connector = await Plan(requirement);

        Assert.Equal(scopes.Split(' '), connector.Definition.AuthMethods.OfType<OAuth2Auth>().Single().Scopes);
    }

    [Fact]
    public async Task An_endpoint_that_needs_a_further_scope_does_not_check_credentials()
    {
        Assert.Null((await Plan("List the notes")).Definition.CheckEndpoint);
        Assert.Equal("getMe", (await Plan("Get the current user")).Definition.CheckEndpoint);
    }

    private static async Task<PlannedConnector> Plan(string requirement) =>
        (await ConnectorGenerator.Create().PlanAsync(requirement, [ConnectorSource.OpenApi(Document)])).Connectors[0];
}
