namespace Versori.Connectors.Generation.Tests;

internal static class GraphQLSamples
{
    public const string Sdl = """"
        # Issues of teams.
        "The tracker of our teams."
        schema { query: Root mutation: Changes subscription: Events }

        """The day and time."""
        scalar DateTime

        type Root {
          "The issues of a team. Newest first."
          issues(team: ID!, first: Int = 20, after: String, filter: IssueFilter): IssueConnection!
          issue(id: ID!): Issue
          search(text: String!): [Found!]!
          oldIssues: [Issue] @deprecated(reason: "Use issues.")
          serverTime: DateTime!
          lost: Missing
        }

        type Changes {
          "Creates an issue."
          createIssue(input: IssueInput!): IssuePayload!
          deleteIssue(id: ID!): Boolean!
        }

        type Events { issueChanged: Issue }

        interface Node { id: ID! }
        union Found = Issue | Person

        type Issue implements Node {
          id: ID!
          title: String
          state: State!
          due: DateTime
          author: Person!
          parent: Issue
          comments(first: Int, after: String): CommentConnection!
          secret(key: String!): String
          old: String @deprecated
        }

        type Person implements Node { id: ID! name: String! title: String! issues: [Issue!]! }
        type Comment { id: ID! body: String! }
        type CommentConnection { nodes: [Comment!]! pageInfo: PageInfo! }
        type IssueConnection { edges: [IssueEdge!]! nodes: [Issue!]! pageInfo: PageInfo! totalCount: Int! }
        type IssueEdge { cursor: String! node: Issue! }
        type PageInfo { endCursor: String hasNextPage: Boolean! }
        type IssuePayload { issue: Issue errors: [String!] }
        enum State { OPEN DONE }

        input IssueFilter { state: State and: [IssueFilter!] }
        input IssueInput { title: String! state: State! = OPEN labels: [String!] due: DateTime }
        extend input IssueInput { parent: ID }
        """";

    public const string Introspection = """
        { "data": { "__schema": {
          "queryType": { "name": "Query" }, "mutationType": { "name": "Mutation" }, "subscriptionType": null,
          "types": [
            { "kind": "OBJECT", "name": "Query", "fields": [
              { "name": "orders", "description": "Lists orders.", "isDeprecated": false, "deprecationReason": null,
                "args": [
                  { "name": "status", "defaultValue": null,
                    "type": { "kind": "LIST", "name": null,
                      "ofType": { "kind": "NON_NULL", "name": null, "ofType": { "kind": "ENUM", "name": "Status" } } } } ],
                "type": { "kind": "NON_NULL", "name": null, "ofType": { "kind": "LIST", "name": null,
                  "ofType": { "kind": "OBJECT", "name": "Order", "ofType": null } } } } ] },
            { "kind": "OBJECT", "name": "Mutation", "fields": [
              { "name": "cancelOrder", "description": "Cancels an order.", "isDeprecated": false,
                "args": [ { "name": "id", "type": { "kind": "NON_NULL", "ofType": { "kind": "SCALAR", "name": "ID" } } } ],
                "type": { "kind": "OBJECT", "name": "Order" } } ] },
            { "kind": "OBJECT", "name": "Order", "fields": [
              { "name": "id", "args": [], "type": { "kind": "NON_NULL", "ofType": { "kind": "SCALAR", "name": "ID" } } },
              { "name": "status", "args": [], "type": { "kind": "ENUM", "name": "Status" } } ] },
            { "kind": "ENUM", "name": "Status", "enumValues": [ { "name": "OPEN" }, { "name": "PAID" } ] },
            { "kind": "SCALAR", "name": "ID" },
            { "kind": "OBJECT", "name": "__Schema", "fields": [] }
          ] } } }
        """;

    public static ConnectorSource Source => ConnectorSource.Document(Sdl)
        .WithBaseUrl("https://tracker.example/api/graphql")
        .WithTitle("Tracker");
}
